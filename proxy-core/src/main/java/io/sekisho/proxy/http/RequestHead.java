package io.sekisho.proxy.http;

import io.sekisho.proxy.http.Headers.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * A request line and its header section.
 *
 * @param target as it stands in the request line; see {@link RequestTarget} for its meaning
 */
public record RequestHead(String method, String target, HttpVersion version, Headers headers) {

  /** The same with one field more, behind the others. */
  public RequestHead with(Field more) {
    List<Field> fields = new ArrayList<>(headers.fields());
    fields.add(more);
    return new RequestHead(method, target, version, new Headers(fields));
  }

  /** Whether the client lets the connection be used for another request (RFC 9112, 9.3). */
  public boolean keepsAlive() {
    return switch (version) {
      case HTTP_1_1 -> !hasOption("close");
      case HTTP_1_0 -> hasOption("keep-alive") && !hasOption("close");
    };
  }

  /** Clients say the same to proxies in the never standardised Proxy-Connection. */
  private boolean hasOption(String option) {
    return headers.hasToken("Connection", option) || headers.hasToken("Proxy-Connection", option);
  }

  /** Whether it asks for WebSocket (RFC 6455, 4.1): the one upgrade that is passed on. */
  public boolean asksForWebSocket() {
    return version == HttpVersion.HTTP_1_1
        && method.equals("GET")
        && headers.hasToken("Connection", "upgrade")
        && headers.tokens("Upgrade").equals(List.of("websocket"));
  }
}
