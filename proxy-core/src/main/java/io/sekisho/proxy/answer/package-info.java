/** What a client gets that is not passed on. */
@NullMarked
package io.sekisho.proxy.answer;

import org.jspecify.annotations.NullMarked;
