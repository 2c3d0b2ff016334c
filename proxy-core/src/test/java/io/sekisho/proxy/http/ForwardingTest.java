package io.sekisho.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.http.Forwarding.Persistence;
import io.sekisho.proxy.http.Headers.Field;
import io.sekisho.rules.indicator.Endpoint;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ForwardingTest {
  private static final Endpoint SERVER = Endpoint.parse("a.example:80").orElseThrow();
  private static final BodyFraming THREE = new BodyFraming(BodyFraming.Kind.LENGTH, 3);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection: x",
        "Keep-Alive: timeout=5",
        "Proxy-Connection: keep-alive",
        "Proxy-Authorization: Basic eA==",
        "Proxy-Authenticate: Basic",
        "Proxy-Authentication-Info: x",
        "TE: gzip",
        "Upgrade: h2c",
        "HTTP2-Settings: AAA",
        "Sekisho-Verdict: clean",
        "Forwarded: for=192.0.2.7",
        "X-Forwarded-For: 192.0.2.7",
        "x-forwarded-proto: https",
        "X-Real-IP: 192.0.2.7",
        "True-Client-IP: 192.0.2.7"
      })
  void fieldsForOneHopAreDropped(String field) {
    Headers sent = request(BodyFraming.NONE, field).headers();

    assertThat(text(sent)).containsExactly("Host: a.example", "Via: 1.1 sekisho");
  }

  @Test
  void fieldsThatConnectionNamesAreDropped() {
    Headers sent =
        request(
                BodyFraming.NONE,
                "Connection: x-a , ,X-B",
                "X-A: 1",
                "X-C: 2",
                "connection: x-d",
                "x-b: 3",
                "X-D: 4")
            .headers();

    assertThat(text(sent)).containsExactly("Host: a.example", "X-C: 2", "Via: 1.1 sekisho");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"content-length", "host", "transfer-encoding", "connection", "via", "close"})
  void noConnectionOptionTouchesFramingOrHost(String option) {
    Headers length = request(THREE, "Connection: " + option, "Content-Length: 3").headers();
    Headers chunked =
        request(BodyFraming.CHUNKED, "Connection: " + option, "Transfer-Encoding: chunked")
            .headers();

    assertThat(length.tokens("Host")).containsExactly("a.example");
    assertThat(length.tokens("Content-Length")).containsExactly("3");
    assertThat(length.tokens("Connection")).isEmpty();
    assertThat(chunked.tokens("Transfer-Encoding")).containsExactly("chunked");
    assertThat(chunked.has("Content-Length")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "a.example:80, a.example",
    "a.example:8080, a.example:8080",
    "[2001:db8::1]:80, [2001:db8::1]",
    "[2001:db8::1]:81, [2001:db8::1]:81",
    "192.0.2.1:80, 192.0.2.1"
  })
  void hostIsTheAuthorityThatWasJudged(String authority, String host) {
    Endpoint judged = Endpoint.parse(authority).orElseThrow();
    RequestHead head = head("Host: other.example", "Host: third.example");

    Headers sent = Forwarding.request(head, judged, "/", BodyFraming.NONE).headers();

    assertThat(sent.fields().get(0)).isEqualTo(new Field("Host", host));
    assertThat(sent.count("Host")).isEqualTo(1);
  }

  @Test
  void theRequestKeepsMethodAndGetsTheGivenPath() {
    RequestHead sent = request(BodyFraming.NONE, "Via: 1.0 other");

    assertThat(sent.method()).isEqualTo("GET");
    assertThat(sent.target()).isEqualTo("/p?q");
    assertThat(sent.version()).isEqualTo(HttpVersion.HTTP_1_1);
    assertThat(sent.headers().tokens("Via")).containsExactly("1.0 other", "1.1 sekisho");
  }

  @Test
  void webSocketIsTheOneUpgradeThatIsAskedFor() {
    Headers sent =
        request(
                BodyFraming.NONE,
                "Connection: keep-alive, Upgrade",
                "Upgrade: WebSocket",
                "Sec-WebSocket-Key: k")
            .headers();

    assertThat(sent.tokens("Connection")).containsExactly("upgrade");
    assertThat(sent.tokens("Upgrade")).containsExactly("websocket");
    assertThat(sent.has("Sec-WebSocket-Key")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Upgrade: h2c", "Upgrade: websocket, h2c", "Upgrade: websocket/13"})
  void otherUpgradesAreNotAskedFor(String upgrade) {
    Headers sent = request(BodyFraming.NONE, "Connection: Upgrade", upgrade).headers();

    assertThat(sent.has("Upgrade")).isFalse();
    assertThat(sent.tokens("Connection")).isEmpty();
  }

  @Test
  void onlyTrailersRemainOfTe() {
    Headers sent = request(BodyFraming.NONE, "TE: gzip, trailers", "Connection: TE").headers();

    assertThat(sent.tokens("TE")).containsExactly("trailers");
    assertThat(sent.tokens("Connection")).containsExactly("te");
  }

  @ParameterizedTest
  @CsvSource({"200, true", "304, true", "204, false", "101, false", "103, false"})
  void theLengthOfABodyThatIsNotSentIsKept(int status, boolean kept) {
    ResponseHead sent =
        Forwarding.response(
            response(status, "Content-Length: 9"), BodyFraming.NONE, Persistence.UNSAID);

    assertThat(sent.headers().has("Content-Length")).isEqualTo(kept);
  }

  @Test
  void serversCannotSpeakOfVerdicts() {
    ResponseHead sent =
        Forwarding.response(
            response(200, "SEKISHO-Verdict: hostile", "Sekisho-X: 1", "Trailer: X"),
            THREE,
            Persistence.CLOSE);

    assertThat(text(sent.headers()))
        .containsExactly(
            "Trailer: X", "Content-Length: 3", "Connection: close", "Via: 1.1 sekisho");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          KEEP_ALIVE | keep-alive
          CLOSE | close
          UPGRADE | upgrade
          UNSAID | ''
          """)
  void connectionSaysWhatBecomesOfIt(Persistence persistence, String connection) {
    ResponseHead sent =
        Forwarding.response(
            response(200, "Connection: keep-alive, x-a", "Keep-Alive: 5"), THREE, persistence);

    assertThat(String.join(",", sent.headers().tokens("Connection"))).isEqualTo(connection);
    assertThat(sent.headers().has("Upgrade")).isEqualTo(persistence == Persistence.UPGRADE);
    assertThat(sent.headers().has("Keep-Alive")).isFalse();
  }

  @Test
  void trailersDoNotFrameOrRoute() {
    Headers sent =
        Forwarding.trailers(
            headers(
                "X-Sum: 1",
                "Content-Length: 3",
                "Transfer-Encoding: chunked",
                "Host: b",
                "Connection: X-Sum"));

    assertThat(text(sent))
        .doesNotContain("Content-Length: 3", "Transfer-Encoding: chunked", "Host: b");
  }

  private static RequestHead request(BodyFraming framing, String... fields) {
    return Forwarding.request(head(fields), SERVER, "/p?q", framing);
  }

  private static RequestHead head(String... fields) {
    return new RequestHead("GET", "http://x.example/", HttpVersion.HTTP_1_1, headers(fields));
  }

  private static ResponseHead response(int status, String... fields) {
    return new ResponseHead(status, "", HttpVersion.HTTP_1_1, headers(fields));
  }

  private static Headers headers(String... fields) {
    return new Headers(
        Arrays.stream(fields)
            .map(line -> line.split(": ", 2))
            .map(parts -> new Field(parts[0], parts[1]))
            .toList());
  }

  private static List<String> text(Headers headers) {
    return headers.fields().stream().map(field -> field.name() + ": " + field.value()).toList();
  }
}
