package io.sekisho.proxy.http;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sekisho.proxy.http.DecoderProbe.Pace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** llhttp's own cases: where both accept, both see the same messages and bodies. */
final class LlhttpReplayTest {
  /** What is refused here and accepted there; each could be read in two ways further on. */
  private static final Map<String, String> DELIBERATELY_STRICTER =
      Map.ofEntries(
          entry("a line ends in LF without CR", "whoever wants CR LF sees another line end"),
          entry("a CR is not followed by LF", "whoever takes it for a line end sees another line"),
          entry("a field line is folded", "obsolete, and often read as a field of its own"),
          entry("a field name is not a token followed by a colon", "a space before the colon"),
          entry("a field value has control characters", "NUL and the like end text elsewhere"),
          entry("the method is not a token", "nothing that a server could answer"),
          entry("the request line is not method, target and version", "HTTP/0.9, or spaces"),
          entry("the version is not HTTP/1.0 or HTTP/1.1", "RTSP, ICE, 0.9, 2.0, empty lines"),
          entry("the status code is not three digits from 100 to 599", "no meaning is defined"),
          entry("the reason phrase has control characters", "not in its grammar"),
          entry("a transfer coding other than chunked", "not passed on, so not understood"),
          entry("both Transfer-Encoding and Content-Length", "the classic of smuggling"),
          entry("Transfer-Encoding in HTTP/1.0", "recipients may ignore it"),
          entry("Content-Length is not a number", "no list, no sign, at most 18 digits"),
          entry("Content-Length more than once", "recipients choose the first or the last"),
          entry("CONNECT with a body", "its bytes would be the tunnel's"),
          entry("the chunked coding is broken", "spaces, bare LF, a missing CR LF"));

  /** What is an error there and none here, because it does not change where a message ends. */
  private static final Map<String, String> ERRORS_OF_NO_CONSEQUENCE =
      Map.of(
          "Data after `Connection: close`", "the connection is closed behind the response",
          "Invalid method for HTTP/x.x request", "any token is a method (RFC 9110, 9.1)",
          "Expected space after method", "any token is a method (RFC 9110, 9.1)",
          "Invalid char in url path", "bytes from 0x80 are passed on as they are",
          "Invalid character in chunk extensions", "read over and not passed on",
          "Invalid character in chunk extensions quoted value", "read over and not passed on");

  private static final List<LlhttpCase> CASES = new ArrayList<>();

  @BeforeAll
  static void readCases() throws IOException {
    Path folder = Path.of(System.getProperty("sekisho.data", "absent"), "http", "llhttp");
    assumeTrue(Files.isDirectory(folder), "no llhttp cases");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        CASES.addAll(LlhttpCase.in(file));
      }
    }
  }

  @Test
  void theCasesAreRead() {
    assertThat(CASES).hasSizeGreaterThan(200);
    assertThat(CASES).extracting(LlhttpCase::type).doesNotContain("");
  }

  @Test
  void whatBothAcceptHasTheSameMessagesAndBodies() {
    int compared = 0;
    SoftAssertions soft = new SoftAssertions();
    for (LlhttpCase llhttp : CASES) {
      List<String> events = replay(llhttp);
      if (llhttp.error().isEmpty() && refusal(events).isEmpty()) {
        soft.assertThat(ends(events)).as("messages of %s", llhttp).isEqualTo(llhttp.complete());
        soft.assertThat(bodyBytes(events)).as("bodies of %s", llhttp).isEqualTo(llhttp.bodyBytes());
        compared++;
      }
    }
    soft.assertThat(compared).isGreaterThan(80);
    soft.assertAll();
  }

  @Test
  void whatOnlyLlhttpAcceptsIsRefusedOnPurpose() {
    SoftAssertions soft = new SoftAssertions();
    for (LlhttpCase llhttp : CASES) {
      String refusal = refusal(replay(llhttp));
      if (!llhttp.isFaulty() && !llhttp.pausesForUpgrade() && !refusal.isEmpty()) {
        soft.assertThat(DELIBERATELY_STRICTER).as(llhttp.toString()).containsKey(refusal);
      }
    }
    soft.assertAll();
  }

  @Test
  void whatLlhttpRefusesIsRefusedUnlessItIsOfNoConsequence() {
    SoftAssertions soft = new SoftAssertions();
    for (LlhttpCase llhttp : CASES) {
      if (llhttp.isFaulty() && isAccepted(replay(llhttp))) {
        soft.assertThat(ERRORS_OF_NO_CONSEQUENCE).as(llhttp.toString()).containsKey(llhttp.error());
      }
    }
    soft.assertAll();
  }

  private static List<String> replay(LlhttpCase llhttp) {
    DecoderProbe<?> probe =
        llhttp.isRequest()
            ? DecoderProbe.ofRequests(Pace.FREE)
            : DecoderProbe.ofResponses("GET", Pace.FREE);
    probe.receive(llhttp.wire().getBytes(StandardCharsets.ISO_8859_1));
    probe.close();
    assertThat(probe.unreleased()).isZero();
    return probe.events();
  }

  private static String refusal(List<String> events) {
    return events.stream()
        .filter(event -> event.startsWith("malformed: "))
        .map(event -> event.substring("malformed: ".length()))
        .findFirst()
        .orElse("");
  }

  /** Whether every head that began was read, and nothing was refused. */
  private static boolean isAccepted(List<String> events) {
    long begun = events.stream().filter("begins"::equals).count();
    long read = events.stream().filter(event -> event.startsWith("head ")).count();
    return refusal(events).isEmpty() && begun == read;
  }

  private static int ends(List<String> events) {
    return (int) events.stream().filter(event -> event.startsWith("end ")).count();
  }

  private static int bodyBytes(List<String> events) {
    return events.stream()
        .filter(event -> event.startsWith("content "))
        .mapToInt(event -> event.length() - "content ".length())
        .sum();
  }
}
