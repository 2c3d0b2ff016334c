package io.sekisho.proxy.explicit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.explicit.DataPlane;
import io.sekisho.proxy.explicit.conformance.Client.Heard;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Ways to hide a second request behind, or inside, a first one. The rows are those of the list of
 * evasions. {@code AT} in a request stands for a clean authority that would answer.
 */
@Timeout(60)
@ParameterizedClass
@EnumSource(DataPlane.class)
final class EvasionsByFramingTest {
  private static final String POST = "POST http://AT/outer HTTP/1.1\r\nHost: AT\r\n";
  private static final String SMUGGLED = "GET http://AT/smuggled HTTP/1.1\r\nHost: AT\r\n\r\n";
  private static final String IN_ORIGIN_FORM =
      "GET /smuggled HTTP/1.1\r\nHost: hostile.test\r\n\r\n";
  private static final String LENGTH = "Content-Length: 5\r\n";
  private static final String END = "0\r\n\r\n";

  private static final List<String> CODINGS =
      List.of(
          "Transfer-Encoding: xchunked",
          "Transfer-Encoding: chunkedx",
          "Transfer-Encoding: \"chunked\"",
          "Transfer-Encoding: chunked;q=1",
          "Transfer-Encoding: chunked, identity",
          "Transfer-Encoding: identity, chunked",
          "Transfer-Encoding: chunked, chunked",
          "Transfer-Encoding: gzip, chunked",
          "Transfer-Encoding: identity",
          "Transfer-Encoding: chunked\r\nTransfer-Encoding: x",
          "Transfer-Encoding: x\r\nTransfer-Encoding: chunked",
          "Transfer-Encoding: chunked\r\ntransfer-encoding: chunked",
          "Transfer-Encoding:",
          "Transfer-Encoding: \u000bchunked",
          "Transfer-Encoding: \fchunked",
          "Transfer-Encoding: chunked\0",
          "Transfer-Encoding: chunk\u00e9d",
          "Transfer-Encoding: \u00a0chunked",
          "Transfer-Encoding: \u0085chunked",
          "Transfer-Encoding : chunked",
          "Transfer-Encoding\t: chunked",
          " Transfer-Encoding: chunked",
          "Transfer-Encoding\r\n : chunked",
          "Transfer-Encoding:\r\n chunked",
          "Transfer-Encoding: chunked\r",
          "X: x\nTransfer-Encoding: chunked",
          "X: x\rTransfer-Encoding: chunked",
          "X: x\r\n\tTransfer-Encoding: chunked",
          "X\0: x\r\nTransfer-Encoding: chunked\n",
          "Transfer_Encoding: x\r\nTransfer-Encoding: chunked\b");

  private static final List<String> LENGTHS =
      List.of(
          "+5",
          "-5",
          "0x5",
          "5, 5",
          "5,6",
          "5 5",
          "5;",
          "5.0",
          "5e0",
          "\"5\"",
          "",
          "18446744073709551621",
          "9223372036854775813",
          "5\r\nContent-Length: 5",
          "5\r\nContent-Length: 6",
          "6\r\ncontent-length: 5",
          "5\r\nContent-Length : 6",
          "\u00b2",
          "5\0",
          "5\u000b");

  private static final List<String> CHUNKS =
      List.of(
          "0x1\r\nA\r\n",
          "+1\r\nA\r\n",
          "-1\r\nA\r\n",
          " 1\r\nA\r\n",
          "1 \r\nA\r\n",
          "1\t\r\nA\r\n",
          "1\u000b\r\nA\r\n",
          "1\nA\r\n",
          "1\r\nA\n",
          "1\r\nA",
          "1\r\nAB\r\n",
          "1\rA\r\n",
          "1\r\rA\r\n",
          "1;x\nA\r\n",
          "1;x\rA\r\n",
          "1;x\0\r\nA\r\n",
          "1;" + "x".repeat(300) + "\r\nA\r\n",
          "10000000000000001\r\nA\r\n",
          "FFFFFFFFFFFFFFFF\r\nA\r\n",
          "000000000000000000001\r\nA\r\n",
          "g\r\nA\r\n",
          "\r\nA\r\n",
          "1\r\nA\r\n\r\n");

  private final DataPlane plane;

  EvasionsByFramingTest(DataPlane plane) {
    this.plane = plane;
  }

  @Test
  void row16ACodingThatIsNotPlainlyChunkedIsRefused() throws Exception {
    assertThatAllAreRefused(
        CODINGS.stream().map(coding -> POST + coding + "\r\n\r\n" + END + SMUGGLED).toList());
  }

  @Test
  void row16ACodingBesideALengthIsRefused() throws Exception {
    assertThatAllAreRefused(
        CODINGS.stream()
            .map(coding -> POST + LENGTH + coding + "\r\n\r\n" + END + SMUGGLED)
            .toList());
    assertThatAllAreRefused(
        List.of(
            POST + "Transfer-Encoding: chunked\r\n" + LENGTH + "\r\n" + END + SMUGGLED,
            POST + LENGTH + "Transfer-Encoding: chunked\r\n\r\n" + END + SMUGGLED));
  }

  @Test
  void row16ALengthThatIsNotPlainlyANumberIsRefused() throws Exception {
    assertThatAllAreRefused(
        LENGTHS.stream()
            .map(length -> POST + "Content-Length: " + length + "\r\n\r\nhello" + SMUGGLED)
            .toList());
  }

  /** Each is answered with one 400, and nothing of it is relayed. */
  private void assertThatAllAreRefused(List<String> requests) throws Exception {
    try (Bench bench = Bench.answering(plane, RecordingOrigin::echo)) {
      for (String request : requests) {
        Heard heard = RequestTrial.of(bench, request.replace("AT", bench.authority()));

        assertThat(heard.bytes()).as(request).startsWith("HTTP/1.1 400 ");
        assertThat(bench.relayed(heard)).as(request).isZero();
      }
      bench.assertThatOthersAreServed();
    }
  }

  @Test
  void row16ABrokenChunkEndsItsRequestAndHidesNone() throws Exception {
    try (Bench bench = Bench.answering(plane, RecordingOrigin::echo)) {
      for (String chunk : CHUNKS) {
        String body = "Transfer-Encoding: chunked\r\n\r\n" + chunk + END + SMUGGLED;

        Heard heard = RequestTrial.of(bench, (POST + body).replace("AT", bench.authority()));

        assertThat(heard.bytes()).as(chunk).doesNotContain("HTTP/1.1 200 ");
        assertThat(bench.relayed(heard)).as(chunk).isLessThanOrEqualTo(1);
        bench.assertThatOthersAreServed();
      }
    }
  }

  @Test
  void row16TrailersThatFrameOrRouteAreDropped() throws Exception {
    try (Bench bench = Bench.answering(plane, RecordingOrigin::echo)) {
      String trailers = "Content-Length: 50\r\nTransfer-Encoding: x\r\nHost: hostile.test\r\n";
      String body = "Transfer-Encoding: chunked\r\n\r\n1\r\nA\r\n0\r\n" + trailers + "\r\n";

      Heard heard =
          RequestTrial.of(bench, (POST + body + SMUGGLED).replace("AT", bench.authority()));

      assertThat(bodies(heard)).containsExactly("POST /outer", "GET /smuggled");
      assertThat(bench.relayed(heard)).isEqualTo(2);
      bench.assertThatOthersAreServed();
    }
  }

  private static List<String> bodies(Heard heard) {
    return StrictReading.responses(heard.bytes(), List.of()).messages().stream()
        .map(Message::body)
        .toList();
  }

  @Test
  void row16ARequestInABodyStaysThere() throws Exception {
    try (Bench bench = Bench.answering(plane, RecordingOrigin::echo)) {
      String length = "Content-Length: " + IN_ORIGIN_FORM.length() + "\r\n";
      for (String method : List.of("POST", "GET", "HEAD", "OPTIONS", "DELETE", "x!y")) {
        String request =
            POST.replace("POST", method)
                + "Connection: keep-alive, Content-Length\r\n"
                + length
                + "\r\n"
                + IN_ORIGIN_FORM;

        Heard heard = RequestTrial.of(bench, request.replace("AT", bench.authority()));

        assertThat(heard.bytes()).as(method).startsWith("HTTP/1.1 200 ");
        assertThat(bench.relayed(heard)).as(method).isEqualTo(1);
        bench.assertThatOthersAreServed();
      }
    }
  }

  @Test
  void row17EveryRequestOfAConnectionHasItsOwnVerdict() throws Exception {
    try (Bench bench = Bench.answering(plane, RecordingOrigin::echo)) {
      String clean = "GET http://AT/%s HTTP/1.1\r\nHost: AT\r\n\r\n";
      String listed = "GET http://hostile.test:1/ HTTP/1.1\r\nHost: hostile.test:1\r\n\r\n";
      String fronted = "GET http://AT/ HTTP/1.1\r\nHost: hostile.test\r\n\r\n";
      String all = clean.formatted("a") + listed + clean.formatted("b") + fronted + SMUGGLED;

      Heard heard = RequestTrial.of(bench, all.replace("AT", bench.authority()));

      assertThat(
              StrictReading.responses(heard.bytes(), List.of()).messages().stream()
                  .map(Message::status))
          .containsExactly(200, 403, 200, 403, 200);
      assertThat(bench.relayed(heard)).isEqualTo(3);
      bench.assertThatOthersAreServed();
    }
  }
}
