package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests that two readers could read in two ways: 400, an end of the connection, and nothing at
 * the server. {@code AT} in a request stands for a clean authority that would answer.
 */
final class MalformedRequestEndToEndTest {
  private static final String POST = "POST http://AT/ HTTP/1.1\r\nHost: AT\r\n";
  private static final String SMUGGLED = "GET http://AT/smuggled HTTP/1.1\r\nHost: AT\r\n\r\n";

  private static final List<String> REQUESTS =
      List.of(
          POST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
          POST + "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n0\r\n\r\n",
          POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
          POST + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
          POST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
          POST + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
          POST + "Transfer-Encoding: identity\r\n\r\n",
          POST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
          POST + "Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n",
          POST + "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n",
          POST + "Transfer-Encoding:\r\n\r\n",
          POST + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
          POST + "Transfer-Encoding\r\n : chunked\r\n\r\n0\r\n\r\n",
          POST + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
          POST + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
          POST + "Content-Length: 5, 5\r\n\r\nhello",
          POST + "Content-Length: +5\r\n\r\nhello",
          POST + "Content-Length: -5\r\n\r\nhello",
          POST + "Content-Length: 0x5\r\n\r\nhello",
          POST + "Content-Length: 5 5\r\n\r\nhello",
          POST + "Content-Length: \u0665\r\n\r\nhello",
          POST + "Content-Length:\r\n\r\nhello",
          POST + "Content-Length: 99999999999999999999\r\n\r\nhello",
          POST + "Content-Length : 5\r\n\r\nhello",
          POST + "X: a\r\n Content-Length: 5\r\n\r\nhello",
          POST + " X: a\r\n\r\n",
          POST + "X: a\nContent-Length: 5\r\n\r\nhello",
          POST + "X: a\rContent-Length: 5\r\n\r\nhello",
          POST + "X: a\0b\r\n\r\n",
          POST + "X\0: a\r\n\r\n",
          POST + ": a\r\n\r\n",
          POST + "X a\r\n\r\n",
          POST + "\n" + SMUGGLED,
          "POST http://AT/ HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
          "GET http://AT/ HTTP/1.1\r\nHost: AT\r\nHost: AT\r\n\r\n",
          "GET http://AT/ HTTP/1.1\r\nHost: AT\r\nhost: hostile.test\r\n\r\n",
          "GET http://AT/ HTTP/1.1\r\n\r\n",
          "GET http://AT/ HTTP/1.1\r\nHost:\r\n\r\n",
          "GET http://AT/ HTTP/1.1\r\nHost: a b\r\n\r\n",
          "GET http://AT/ HTTP/1.1\r\nHost: user@AT\r\n\r\n",
          "GET http://AT/ HTTP/1.1\r\nHost: clean.test:port\r\n\r\n",
          "GET http://AT/ HTTP/1.1\r\n Host: AT\r\n\r\n",
          "GET http://user:secret@AT/ HTTP/1.1\r\nHost: AT\r\n\r\n",
          "GET http://hostile.test@AT/ HTTP/1.1\r\nHost: AT\r\n\r\n",
          "GET https://AT/ HTTP/1.1\r\nHost: AT\r\n\r\n",
          "GET ftp://AT/ HTTP/1.1\r\nHost: AT\r\n\r\n",
          "GET http:/AT/ HTTP/1.1\r\nHost: AT\r\n\r\n",
          "GET http:// HTTP/1.1\r\nHost: AT\r\n\r\n",
          "GET http:///a HTTP/1.1\r\nHost: AT\r\n\r\n",
          "GET http://AT\\a HTTP/1.1\r\nHost: AT\r\n\r\n",
          "GET http://AT/#a HTTP/1.1\r\nHost: AT\r\n\r\n",
          "GET http://clean.test:99999/ HTTP/1.1\r\nHost: AT\r\n\r\n",
          "GET http://clean.test:0/ HTTP/1.1\r\nHost: AT\r\n\r\n",
          "GET http://clean%00.test/ HTTP/1.1\r\nHost: AT\r\n\r\n",
          "GET http://1.2.3.4.5/ HTTP/1.1\r\nHost: AT\r\n\r\n",
          "GET http://0x100000000/ HTTP/1.1\r\nHost: AT\r\n\r\n",
          "GET http://[::1/ HTTP/1.1\r\nHost: AT\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: AT\r\n\r\n",
          "GET * HTTP/1.1\r\nHost: AT\r\n\r\n",
          "GET clean.test HTTP/1.1\r\nHost: AT\r\n\r\n",
          "GET  http://AT/ HTTP/1.1\r\nHost: AT\r\n\r\n",
          "GET http://AT/  HTTP/1.1\r\nHost: AT\r\n\r\n",
          "GET http://AT/ HTTP/1.1 \r\nHost: AT\r\n\r\n",
          "GET\thttp://AT/\tHTTP/1.1\r\nHost: AT\r\n\r\n",
          "GET http://AT/ a HTTP/1.1\r\nHost: AT\r\n\r\n",
          " GET http://AT/ HTTP/1.1\r\nHost: AT\r\n\r\n",
          "G(T http://AT/ HTTP/1.1\r\nHost: AT\r\n\r\n",
          "GET http://AT/ HTTP/2.0\r\nHost: AT\r\n\r\n",
          "GET http://AT/ HTTP/1.2\r\nHost: AT\r\n\r\n",
          "GET http://AT/ HTTP/01.1\r\nHost: AT\r\n\r\n",
          "GET http://AT/ http/1.1\r\nHost: AT\r\n\r\n",
          "GET http://AT/\r\n\r\n",
          "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
          "\u0016\u0003\u0001\r\n\r\n",
          "CONNECT clean.test HTTP/1.1\r\nHost: clean.test\r\n\r\n",
          "CONNECT http://AT/ HTTP/1.1\r\nHost: AT\r\n\r\n",
          "CONNECT AT/ HTTP/1.1\r\nHost: AT\r\n\r\n",
          "CONNECT user@AT HTTP/1.1\r\nHost: AT\r\n\r\n",
          "CONNECT AT HTTP/1.1\r\nHost: AT\r\nContent-Length: 5\r\n\r\nhello",
          "CONNECT AT HTTP/1.1\r\nHost: AT\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
          "CONNECT AT HTTP/1.1\r\nHost: AT\r\nHost: AT\r\n\r\n",
          "CONNECT AT HTTP/1.1\r\n\r\n",
          "GET http://AT/" + "a".repeat(9000) + " HTTP/1.1\r\nHost: AT\r\n\r\n",
          POST + "X: " + "a".repeat(70_000) + "\r\n\r\n",
          POST + "X: a\r\n".repeat(201) + "\r\n");

  static Stream<Arguments> requests() {
    return Stream.of(Engine.values())
        .flatMap(engine -> REQUESTS.stream().map(request -> Arguments.of(engine, request)));
  }

  @ParameterizedTest
  @MethodSource("requests")
  @Timeout(40)
  void isAnsweredWith400AndClosed(Engine engine, String request) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire client = proxy.connect()) {

      client.send((request + SMUGGLED).replace("AT", origin.at("clean.test")));
      Reply reply = Reply.of(client);

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.verdict()).isEqualTo("malformed");
      assertThat(reply.field("Connection")).contains("close");
      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void theSecondRequestIsReadAsStrictlyAsTheFirst(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send(Requests.get(origin.at("clean.test")) + "nonsense\r\n\r\n");

      assertThat(Reply.of(client).status()).isEqualTo(200);
      assertThat(Reply.of(client).status()).isEqualTo(400);
      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
    }
  }

  @OnEveryEngine
  void aRefusalBehindAHeadRequestHasItsPage(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send(Requests.with("HEAD", origin.at("clean.test"), "/", "") + "nonsense\r\n\r\n");
      Reply.to("HEAD", client);

      assertThat(Reply.of(client).body()).contains("</html>");
    }
  }

  @OnEveryEngine
  void emptyLinesBeforeARequestAreSkipped(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      Reply reply = proxy.ask("\r\n\r\n" + Requests.get(origin.at("clean.test")));

      assertThat(reply.status()).isEqualTo(200);
    }
  }
}
