package io.sekisho.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Holding;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.Quota;
import io.sekisho.proxy.http.DecoderProbe.Pace;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HeadLimitsTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Quota FEW = new Quota(1, 1);
  private static final Limits SMALL =
      new Limits(
          32,
          64,
          3,
          LONG,
          LONG,
          LONG,
          LONG,
          LONG,
          LONG,
          100,
          LONG,
          100,
          9,
          LONG,
          9,
          LONG,
          100,
          FEW,
          FEW,
          FEW,
          Holding.DEFAULTS);

  private final DecoderProbe<RequestHead> probe = DecoderProbe.ofRequests(Pace.FREE, SMALL);

  @Test
  void theLongestRequestLineIsAccepted() {
    probe.receive("GET /" + "x".repeat(18) + " HTTP/1.1↵↵");

    assertThat(probe.heads()).hasSize(1);
  }

  @Test
  void aLongerRequestLineIsRefusedBeforeItEnds() {
    probe.receive("GET /" + "x".repeat(28));

    assertThat(probe.lastEvent()).isEqualTo("malformed: the first line is too long");
  }

  @Test
  void aLongerHeaderSectionIsRefusedBeforeItEnds() {
    probe.receive("GET / HTTP/1.1↵A: " + "x".repeat(46));

    assertThat(probe.lastEvent()).isEqualTo("malformed: the header section is too long");
  }

  @ParameterizedTest
  @CsvSource({"3, head", "4, malformed: too many fields"})
  void fieldsAreCounted(int fields, String told) {
    probe.receive("GET / HTTP/1.1↵" + "A: b↵".repeat(fields) + "↵");

    assertThat(probe.events().get(1)).startsWith(told);
  }

  @Test
  void trailerSectionsHaveTheSameLimits() {
    probe.receive("PUT / HTTP/1.1↵Transfer-Encoding: chunked↵↵0↵A: " + "x".repeat(62));

    assertThat(probe.lastEvent()).isEqualTo("malformed: the header section is too long");
  }

  @Test
  void oneMessageDoesNotCountForTheNext() {
    probe.receive("GET / HTTP/1.1↵A: 1234567890↵↵".repeat(20));

    assertThat(probe.heads()).hasSize(20);
  }
}
