/**
 * HTTP/1.1 on the wire (RFC 9110, RFC 9112): strict grammar, message framing, and the heads and
 * bodies that it yields. A message either has one reading, or it is malformed and goes no further;
 * what is passed on is written anew from what was read, never copied raw.
 *
 * <p>Nothing here knows where a message goes or whether it may.
 */
@NullMarked
package io.sekisho.proxy.http;

import org.jspecify.annotations.NullMarked;
