package io.sekisho.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.http.DecoderProbe.Pace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChunkReaderTest {
  private static final String HEAD = "POST / HTTP/1.1↵Transfer-Encoding: chunked↵↵";

  private final DecoderProbe<RequestHead> probe = DecoderProbe.ofRequests(Pace.FREE);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3↵abc↵0↵↵ | abc
          03↵abc↵000↵↵ | abc
          1↵a↵2↵bc↵0↵↵ | abc
          a↵0123456789↵0↵↵ | 0123456789
          A↵0123456789↵0↵↵ | 0123456789
          000000000000003↵abc↵0↵↵ | abc
          3;a=b↵abc↵0;c↵↵ | abc
          3;a="b;c"→d é↵abc↵0↵↵ | abc
          2↵↵↵0↵↵ | ↵
          """)
  void validChunksAreReadOver(String body, String content) {
    probe.receive(HEAD + body);

    assertThat(probe.events().get(2)).isEqualTo("content " + WireText.of(content));
    assertThat(probe.lastEvent()).isEqualTo("end []");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "↵",
        ";a↵",
        "g↵",
        "-1↵",
        "+1↵",
        "0x1↵",
        "1_↵",
        "¹↵",
        " 1↵a↵",
        "1 ↵a↵",
        "1 ;a↵a↵",
        "1→↵a↵",
        "1␊a↵",
        "1␍a",
        "1;a␊a↵",
        "1;a␍b",
        "1;\0↵",
        "1;\u007f↵",
        "1↵ab↵",
        "1↵a␊",
        "1↵a␍x",
        "1↵a0↵",
        "0000000000000001↵a↵",
        "fffffffffffffffff↵",
        "3↵abc0↵↵",
        "1↵a↵↵0↵↵"
      })
  void brokenChunksAreRefused(String body) {
    probe.receive(HEAD + body);

    assertThat(probe.lastEvent()).isEqualTo("malformed: the chunked coding is broken");
    assertThat(probe.unreleased()).isZero();
  }

  @Test
  void extensionsAreBounded() {
    probe.receive(HEAD + "1;" + "x".repeat(256) + "↵a↵1;" + "x".repeat(257));

    assertThat(probe.lastEvent()).isEqualTo("malformed: the chunked coding is broken");
    assertThat(probe.events()).contains("content a");
  }

  @Test
  void trailersComeWithTheEnd() {
    probe.receive(HEAD + "0↵A: b↵C:d↵↵");

    assertThat(probe.lastEvent()).isEqualTo("end [Field[name=A, value=b], Field[name=C, value=d]]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0↵A b↵↵ | a field name is not a token followed by a colon
          0↵ A: b↵↵ | a field line is folded
          0↵A: b␊↵ | a line ends in LF without CR
          0↵␊ | a line ends in LF without CR
          0↵␍x | a CR is not followed by LF
          0↵GET / HTTP/1.1↵↵ | a field name is not a token followed by a colon
          """)
  void brokenTrailersAreRefused(String body, String reason) {
    probe.receive(HEAD + body);

    assertThat(probe.lastEvent()).isEqualTo("malformed: " + reason);
  }

  @Test
  void whatFollowsTheLastChunkIsTheNextMessage() {
    probe.receive(HEAD + "0↵↵GET /next HTTP/1.1↵↵");

    assertThat(probe.heads()).extracting(RequestHead::target).containsExactly("/", "/next");
  }
}
