package io.sekisho.proxy.http.exchange;

import io.sekisho.proxy.http.BodyFraming;
import io.sekisho.proxy.http.RequestHead;
import java.util.Set;

/** Whether a request may be sent again, and whether others may follow it on its connection. */
enum Repetition {
  /** It can be sent twice without doing anything twice (RFC 9110, 9.2.2), and has no body. */
  HARMLESS,
  /** It must not be sent twice, so it must not meet a connection that is just being closed. */
  UNSAFE,
  /**
   * It has a body although its method has no use for one (RFC 9110, 9.3.1): a server that does not
   * read it would take it for the next request, so nobody's request follows.
   */
  LAST;

  private static final Set<String> IDEMPOTENT =
      Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");
  private static final Set<String> WITHOUT_BODY =
      Set.of("GET", "HEAD", "OPTIONS", "TRACE", "DELETE");

  static Repetition of(RequestHead head, BodyFraming framing) {
    if (!framing.mayHaveContent()) {
      return IDEMPOTENT.contains(head.method()) ? HARMLESS : UNSAFE;
    }
    return WITHOUT_BODY.contains(head.method()) ? LAST : UNSAFE;
  }
}
