package io.sekisho.proxy.littleproxy;

import io.netty.handler.codec.http.HttpRequest;
import io.sekisho.proxy.http.BodyFraming;
import io.sekisho.proxy.http.Headers;
import io.sekisho.proxy.http.HttpVersion;
import io.sekisho.proxy.http.RequestClues;
import io.sekisho.proxy.http.RequestHead;
import io.sekisho.proxy.http.RequestTarget;
import io.sekisho.proxy.http.Step;
import io.sekisho.rules.Clue;
import java.util.List;
import java.util.Set;

/** Reads a request that LittleProxy has read, by this proxy's rules, as far as it still shows. */
final class RequestReading {
  /** LittleProxy drops whatever a Connection field names, and forwards the rest as it came. */
  private static final Set<String> NOT_FOR_ONE_HOP =
      Set.of("content-length", "transfer-encoding", "host");

  private RequestReading() {}

  /** Every name that it gives for its destination; that which it is for comes last. */
  static Step<List<Clue>> clues(HttpRequest request) {
    if (request.protocolVersion().majorVersion() != 1) {
      return Step.bad("not HTTP/1");
    }
    RequestHead head = head(request);
    if (head.headers().tokens("Connection").stream().anyMatch(NOT_FOR_ONE_HOP::contains)) {
      return Step.bad("a Connection field that would change where the message ends or goes");
    }
    return BodyFraming.ofRequest(head)
        .then(framing -> RequestTarget.of(head))
        .then(target -> target.fold(cases(head)));
  }

  static RequestHead head(HttpRequest request) {
    return new RequestHead(
        request.method().name(),
        request.uri(),
        request.protocolVersion().minorVersion() == 0 ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1,
        new Headers(
            request.headers().entries().stream()
                .map(field -> new Headers.Field(field.getKey(), field.getValue()))
                .toList()));
  }

  private static RequestTarget.Cases<Step<List<Clue>>> cases(RequestHead head) {
    return new RequestTarget.Cases<>(
        absolute ->
            RequestClues.of(
                head, new Clue(Clue.Kind.REQUEST_TARGET, absolute.authority(), absolute.path())),
        authority ->
            RequestClues.of(head, new Clue(Clue.Kind.CONNECT_TARGET, authority.authority())),
        origin -> Step.bad("this is a proxy: the request target has to be an absolute URI"));
  }
}
