/**
 * The HTTP engine: one session for each client connection, one exchange for each request, one
 * verdict for each of them before anything is dialled. Which destination a request means is decided
 * by the {@link io.sekisho.proxy.http.exchange.RequestRouter} of the way in.
 */
@NullMarked
package io.sekisho.proxy.http.exchange;

import org.jspecify.annotations.NullMarked;
