package io.sekisho.proxy.http;

import io.sekisho.proxy.http.Headers.Field;
import io.sekisho.rules.indicator.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What becomes of a head on its way through an intermediary (RFC 9110, 7.6): fields for one hop are
 * dropped, Via is added, and what frames or addresses the message is written anew from what was
 * judged. So no option of a Connection field can change where a message ends or goes.
 */
public final class Forwarding {
  private static final String PSEUDONYM = "sekisho";

  /** For one hop, or written anew; in lower case. */
  private static final Set<String> NOT_COPIED =
      Set.of(
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
          "host");

  /** Only this proxy speaks of its own verdicts. */
  private static final String OWN_FIELDS = "sekisho-";

  private Forwarding() {}

  /** The head to send to the server {@code authority}, in origin form. */
  public static RequestHead request(
      RequestHead head, Endpoint authority, String path, BodyFraming framing) {
    List<Field> fields = new ArrayList<>(head.headers().fields().size() + 4);
    fields.add(new Field("Host", hostField(authority)));
    copy(head.headers(), fields);
    addFraming(framing, fields);
    if (head.asksForWebSocket()) {
      fields.add(new Field("Connection", "Upgrade"));
      fields.add(new Field("Upgrade", "websocket"));
    } else if (head.headers().tokens("TE").contains("trailers")) {
      fields.add(new Field("TE", "trailers"));
      fields.add(new Field("Connection", "TE"));
    }
    fields.add(via(head.version()));
    return new RequestHead(head.method(), path, HttpVersion.HTTP_1_1, new Headers(fields));
  }

  /**
   * The head to send to the client.
   *
   * @param framing of the body as the client will see it
   * @param persistence what the Connection field is to say
   */
  public static ResponseHead response(
      ResponseHead head, BodyFraming framing, Persistence persistence) {
    List<Field> fields = new ArrayList<>(head.headers().fields().size() + 4);
    copy(head.headers(), fields);
    if (framing.kind() == BodyFraming.Kind.NONE && mayDescribeAbsentBody(head)) {
      head.headers().first("Content-Length").ifPresent(n -> fields.add(lengthField(n)));
    } else {
      addFraming(framing, fields);
    }
    addPersistence(persistence, fields);
    fields.add(via(head.version()));
    return new ResponseHead(
        head.status(), head.reason(), HttpVersion.HTTP_1_1, new Headers(fields));
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

  private static void addPersistence(Persistence persistence, List<Field> fields) {
    switch (persistence) {
      case KEEP_ALIVE -> fields.add(new Field("Connection", "keep-alive"));
      case CLOSE -> fields.add(new Field("Connection", "close"));
      case UPGRADE -> {
        fields.add(new Field("Connection", "Upgrade"));
        fields.add(new Field("Upgrade", "websocket"));
      }
      case UNSAID -> {}
    }
  }

  /** Trailer fields that may be passed on: none that frame or route. */
  public static Headers trailers(Headers trailers) {
    List<Field> fields = new ArrayList<>(trailers.fields().size());
    copy(trailers, fields);
    return new Headers(fields);
  }

  /** Names the protocol that the message was received by (RFC 9110, 7.6.3). */
  public static Field via(HttpVersion received) {
    String version =
        switch (received) {
          case HTTP_1_0 -> "1.0 ";
          case HTTP_1_1 -> "1.1 ";
        };
    return new Field("Via", version + PSEUDONYM);
  }

  /** How often a message has come through a proxy of this kind. */
  public static int passages(Headers headers) {
    int passages = 0;
    for (String member : headers.tokens("Via")) {
      passages += member.endsWith(" " + PSEUDONYM) ? 1 : 0;
    }
    return passages;
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

  private static void copy(Headers from, List<Field> to) {
    Set<String> named = Set.copyOf(from.tokens("Connection"));
    for (Field field : from.fields()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (!NOT_COPIED.contains(name) && !named.contains(name) && !name.startsWith(OWN_FIELDS)) {
        to.add(field);
      }
    }
  }

  private static void addFraming(BodyFraming framing, List<Field> fields) {
    switch (framing.kind()) {
      case LENGTH -> fields.add(lengthField(Long.toString(framing.length())));
      case CHUNKED -> fields.add(new Field("Transfer-Encoding", "chunked"));
      case NONE, UNTIL_CLOSE -> {}
    }
  }

  private static Field lengthField(String length) {
    return new Field("Content-Length", length);
  }
}
