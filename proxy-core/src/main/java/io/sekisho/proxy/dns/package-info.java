/**
 * Asynchronous name resolution. Every answer is handed on, so that every answer can be judged; what
 * is dialled later is one of these addresses and is never looked up again.
 */
@NullMarked
package io.sekisho.proxy.dns;

import org.jspecify.annotations.NullMarked;
