/**
 * The forward proxy: absolute-form requests and CONNECT, a verdict for each of them before anything
 * is dialled.
 */
@NullMarked
package io.sekisho.proxy.explicit;

import org.jspecify.annotations.NullMarked;
