/** Bytes both ways between two connections: back-pressure, half-close, reset. */
@NullMarked
package io.sekisho.proxy.relay;

import org.jspecify.annotations.NullMarked;
