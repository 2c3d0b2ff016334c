package io.sekisho.proxy.http.exchange;

import io.sekisho.proxy.http.BodyFraming;
import io.sekisho.proxy.http.Forwarding.Persistence;
import io.sekisho.proxy.http.HttpVersion;
import io.sekisho.proxy.http.ResponseHead;

/**
 * How a response is passed on.
 *
 * @param framing of the body as the client will see it
 * @param persistence of the client's connection
 * @param afterlife what becomes of the connection to the server
 */
record ResponseTerms(BodyFraming framing, Persistence persistence, Afterlife afterlife) {
  static final ResponseTerms NONE =
      new ResponseTerms(BodyFraming.NONE, Persistence.CLOSE, Afterlife.NONE);

  /** What becomes of the connection to the server behind the response. */
  enum Afterlife {
    NONE,
    /** Any client's requests may follow. */
    SHARED,
    /** This client's requests may follow. */
    OWN
  }

  /** The terms for this response to the session's current request. */
  static ResponseTerms of(
      ClientSession session, ResponseHead head, BodyFraming framing, ServerConnection server) {
    BodyFraming forClient = forClient(session.head().version(), framing);
    Persistence persistence =
        forClient.kind() == BodyFraming.Kind.UNTIL_CLOSE || !session.isRequestRead()
            ? Persistence.CLOSE
            : session.persistence();
    return new ResponseTerms(forClient, persistence, afterlife(session, head, framing, server));
  }

  /** HTTP/1.0 clients know no chunks; the others are spared the end of their connection. */
  private static BodyFraming forClient(HttpVersion version, BodyFraming framing) {
    boolean unbounded =
        framing.kind() == BodyFraming.Kind.CHUNKED
            || framing.kind() == BodyFraming.Kind.UNTIL_CLOSE;
    if (!unbounded) {
      return framing;
    }
    return switch (version) {
      case HTTP_1_0 -> BodyFraming.UNTIL_CLOSE;
      case HTTP_1_1 -> BodyFraming.CHUNKED;
    };
  }

  private static Afterlife afterlife(
      ClientSession session, ResponseHead head, BodyFraming framing, ServerConnection server) {
    if (!head.keepsAlive()
        || framing.kind() == BodyFraming.Kind.UNTIL_CLOSE
        || server.leadsToSinkhole()
        || Repetition.of(session.head(), session.framing()) == Repetition.LAST) {
      return Afterlife.NONE;
    }
    boolean authenticated =
        ConnectionAuthentication.isIn(session.head().headers())
            || ConnectionAuthentication.isIn(head.headers());
    return authenticated || server.isOwn() ? Afterlife.OWN : Afterlife.SHARED;
  }
}
