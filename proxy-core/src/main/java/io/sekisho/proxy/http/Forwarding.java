package io.sekisho.proxy.http;

import io.sekisho.rules.indicator.Endpoint;
import java.util.List;
import java.util.Set;

/**
 * What becomes of a head on its way through an intermediary (RFC 9110, 7.6): fields for one hop are
 * dropped, Via is added, and what frames or addresses the message is written anew from what was
 * judged. So no option of a Connection field can change where a message ends or goes.
 */
public final class Forwarding {
  /** What is wrong with a message that {@link #goesInCircles}. */
  public static final String CIRCLE = "the request goes in circles between proxies";

  private static final String PSEUDONYM = "sekisho";

  /** No chain of proxies is that long: two of them send each other what they get. */
  private static final int MOST_PASSAGES = 8;

  /** For one hop, or written anew. */
  private static final FieldNames NOT_COPIED =
      new FieldNames(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authorization",
          "proxy-authenticate",
          "proxy-authentication-info",
          "te",
          "transfer-encoding",
          "content-length",
          "upgrade",
          "http2-settings",
          "host",
          "forwarded",
          "client-ip",
          "true-client-ip",
          "x-client-ip",
          "x-cluster-client-ip",
          "x-real-ip");

  /**
   * With Forwarded and its likes, what hops say of the client. A client could hide behind it, and
   * servers are not to learn addresses of the network behind this proxy (RFC 7239, 8).
   */
  private static final String HOP_FIELDS = "x-forwarded-";

  /** What a Connection field says of the connection, and not of other fields. */
  private static final Set<String> NAMING_NO_FIELD = Set.of("keep-alive", "close");

  /** Only this proxy speaks of its own verdicts. */
  private static final String OWN_FIELDS = "sekisho-";

  private Forwarding() {}

  /** The head to send to the server {@code authority}, in origin form. */
  public static RequestHead request(
      RequestHead head, Endpoint authority, String path, BodyFraming framing) {
    HeadersBuilder fields = new HeadersBuilder(head.headers().size() + 4);
    fields.add("Host", hostField(authority));
    copy(head.headers(), fields);
    addFraming(framing, fields);
    if (head.asksForWebSocket()) {
      fields.add("Connection", "Upgrade");
      fields.add("Upgrade", "websocket");
    } else if (head.headers().hasToken("TE", "trailers")) {
      fields.add("TE", "trailers");
      fields.add("Connection", "TE");
    }
    fields.add("Via", via(head.version()));
    return new RequestHead(head.method(), path, HttpVersion.HTTP_1_1, fields.build());
  }

  /**
   * The head to send to the client.
   *
   * @param framing of the body as the client will see it
   * @param persistence what the Connection field is to say
   */
  public static ResponseHead response(
      ResponseHead head, BodyFraming framing, Persistence persistence) {
    HeadersBuilder fields = new HeadersBuilder(head.headers().size() + 4);
    copy(head.headers(), fields);
    if (framing.kind() == BodyFraming.Kind.NONE && mayDescribeAbsentBody(head)) {
      head.headers().first("Content-Length").ifPresent(n -> fields.add("Content-Length", n));
    } else {
      addFraming(framing, fields);
    }
    addPersistence(persistence, fields);
    fields.add("Via", via(head.version()));
    return new ResponseHead(head.status(), head.reason(), HttpVersion.HTTP_1_1, fields.build());
  }

  /** What a response tells its client of the connection's future. */
  public enum Persistence {
    KEEP_ALIVE,
    CLOSE,
    /** The connection carries another protocol from here on. */
    UPGRADE,
    /** An interim response says nothing of it. */
    UNSAID
  }

  private static void addPersistence(Persistence persistence, HeadersBuilder fields) {
    switch (persistence) {
      case KEEP_ALIVE -> fields.add("Connection", "keep-alive");
      case CLOSE -> fields.add("Connection", "close");
      case UPGRADE -> {
        fields.add("Connection", "Upgrade");
        fields.add("Upgrade", "websocket");
      }
      case UNSAID -> {}
    }
  }

  /** Trailer fields that may be passed on: none that frame or route. */
  public static Headers trailers(Headers trailers) {
    if (trailers.size() == 0) {
      return trailers;
    }
    HeadersBuilder fields = new HeadersBuilder(trailers.size());
    copy(trailers, fields);
    return fields.build();
  }

  /** Names the protocol that the message was received by (RFC 9110, 7.6.3). */
  public static String via(HttpVersion received) {
    return switch (received) {
      case HTTP_1_0 -> "1.0 " + PSEUDONYM;
      case HTTP_1_1 -> "1.1 " + PSEUDONYM;
    };
  }

  /** Whether a message has come through proxies of this kind too often. */
  public static boolean goesInCircles(Headers headers) {
    if (!headers.has("Via")) {
      return false;
    }
    int passages = 0;
    for (String member : headers.tokens("Via")) {
      passages += member.endsWith(" " + PSEUDONYM) ? 1 : 0;
    }
    return passages >= MOST_PASSAGES;
  }

  private static String hostField(Endpoint authority) {
    return authority.port() == RequestTarget.HTTP_PORT
        ? authority.host().inAuthority()
        : authority.toString();
  }

  /** To HEAD and in 304 the length is that of the body that was not sent (RFC 9110, 8.6). */
  private static boolean mayDescribeAbsentBody(ResponseHead head) {
    return head.status() >= 200 && head.status() != 204;
  }

  private static void copy(Headers from, HeadersBuilder to) {
    FieldNames named = namedBy(from);
    for (int i = 0; i < from.size(); i++) {
      if (!NOT_COPIED.contain(from, i) && !named.contain(from, i) && !isOfProxies(from, i)) {
        from.copyTo(to, i);
      }
    }
  }

  /** Fields that a Connection field names, and that so are for one hop. */
  private static FieldNames namedBy(Headers headers) {
    if (!headers.has("Connection")) {
      return FieldNames.NONE;
    }
    List<String> named = headers.tokens("Connection");
    named.removeAll(NAMING_NO_FIELD);
    return named.isEmpty() ? FieldNames.NONE : new FieldNames(named.toArray(String[]::new));
  }

  private static boolean isOfProxies(Headers headers, int field) {
    return headers.nameStartsWith(field, OWN_FIELDS) || headers.nameStartsWith(field, HOP_FIELDS);
  }

  private static void addFraming(BodyFraming framing, HeadersBuilder fields) {
    switch (framing.kind()) {
      case LENGTH -> fields.add("Content-Length", Long.toString(framing.length()));
      case CHUNKED -> fields.add("Transfer-Encoding", "chunked");
      case NONE, UNTIL_CLOSE -> {}
    }
  }
}
