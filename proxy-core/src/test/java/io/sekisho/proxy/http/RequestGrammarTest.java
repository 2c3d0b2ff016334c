package io.sekisho.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.http.DecoderProbe.Pace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestGrammarTest {
  private final DecoderProbe<RequestHead> probe = DecoderProbe.ofRequests(Pace.FREE);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET / HTTP/1.1␊Host: a.example↵↵ | a line ends in LF without CR
          GET / HTTP/1.1↵Host: a.example␊↵ | a line ends in LF without CR
          GET / HTTP/1.1↵Host: a.example↵␊ | a line ends in LF without CR
          ␊GET / HTTP/1.1↵↵ | a line ends in LF without CR
          GET / HTTP/1.1␍Host: a.example↵↵ | a CR is not followed by LF
          GET / HTTP/1.1↵A: b␍C: d↵↵ | a CR is not followed by LF
          GET / HTTP/1.1↵A: b␍↵↵ | a CR is not followed by LF
          ␍GET / HTTP/1.1↵↵ | a CR is not followed by LF
          GET / HTTP/1.1↵↵␍X | a CR is not followed by LF
          GET / HTTP/1.1↵A: b␀c↵↵ | a field value has control characters
          GET / HTTP/1.1↵A: b␁↵↵ | a field value has control characters
          GET / HTTP/1.1↵A: b␋c↵↵ | a field value has control characters
          GET / HTTP/1.1↵A: b␡↵↵ | a field value has control characters
          GET / HTTP/1.1↵A: b↵ c↵↵ | a field line is folded
          GET / HTTP/1.1↵A: b↵→c↵↵ | a field line is folded
          GET / HTTP/1.1↵ A: b↵↵ | a field line is folded
          GET / HTTP/1.1↵A : b↵↵ | a field name is not a token followed by a colon
          GET / HTTP/1.1↵A→: b↵↵ | a field name is not a token followed by a colon
          GET / HTTP/1.1↵: b↵↵ | a field name is not a token followed by a colon
          GET / HTTP/1.1↵A b↵↵ | a field name is not a token followed by a colon
          GET / HTTP/1.1↵A␀: b↵↵ | a field name is not a token followed by a colon
          GET / HTTP/1.1↵A(x): b↵↵ | a field name is not a token followed by a colon
          GET / HTTP/1.1↵Ä: b↵↵ | a field name is not a token followed by a colon
          GET↵↵ | the method is not a token
          ␠GET / HTTP/1.1↵↵ | the method is not a token
          G(T / HTTP/1.1↵↵ | the method is not a token
          GÄT / HTTP/1.1↵↵ | the method is not a token
          G␀T / HTTP/1.1↵↵ | the method is not a token
          GET→/ HTTP/1.1↵↵ | the method is not a token
          GET /↵↵ | the request line is not method, target and version
          GET  / HTTP/1.1↵↵ | the request line is not method, target and version
          GET /→x HTTP/1.1↵↵ | the request line is not method, target and version
          GET /␀x HTTP/1.1↵↵ | the request line is not method, target and version
          GET /␡ HTTP/1.1↵↵ | the request line is not method, target and version
          GET /  HTTP/1.1↵↵ | the version is not HTTP/1.0 or HTTP/1.1
          GET /a b HTTP/1.1↵↵ | the version is not HTTP/1.0 or HTTP/1.1
          GET / HTTP/1.1␠↵↵ | the version is not HTTP/1.0 or HTTP/1.1
          GET / HTTP/1.1→↵↵ | the version is not HTTP/1.0 or HTTP/1.1
          GET / HTTP/1.10↵↵ | the version is not HTTP/1.0 or HTTP/1.1
          GET / HTTP/1.2↵↵ | the version is not HTTP/1.0 or HTTP/1.1
          GET / HTTP/1.␀↵↵ | the version is not HTTP/1.0 or HTTP/1.1
          GET / HTTP/0.9↵↵ | the version is not HTTP/1.0 or HTTP/1.1
          GET / HTTP/2.0↵↵ | the version is not HTTP/1.0 or HTTP/1.1
          PRI * HTTP/2.0↵↵ | the version is not HTTP/1.0 or HTTP/1.1
          GET / http/1.1↵↵ | the version is not HTTP/1.0 or HTTP/1.1
          GET / HTTP/1↵↵ | the version is not HTTP/1.0 or HTTP/1.1
          GET / HTTP/1.↵↵ | the version is not HTTP/1.0 or HTTP/1.1
          GET / RTSP/1.1↵↵ | the version is not HTTP/1.0 or HTTP/1.1
          """)
  void headsThatHaveMoreThanOneReadingAreRefused(String head, String reason) {
    probe.receive(head);

    assertThat(probe.lastEvent()).isEqualTo("malformed: " + reason);
    assertThat(probe.unreleased()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET / HTTP/1.1↵Content-Length: 1↵Content-Length: 1↵↵ | Content-Length more than once
          GET / HTTP/1.1↵Content-Length: 1↵content-length: 2↵↵ | Content-Length more than once
          GET / HTTP/1.1↵Content-Length: 1, 1↵↵ | Content-Length is not a number
          GET / HTTP/1.1↵Content-Length: 1,↵↵ | Content-Length is not a number
          GET / HTTP/1.1↵Content-Length: +1↵↵ | Content-Length is not a number
          GET / HTTP/1.1↵Content-Length: -1↵↵ | Content-Length is not a number
          GET / HTTP/1.1↵Content-Length: 0x1↵↵ | Content-Length is not a number
          GET / HTTP/1.1↵Content-Length: 1 2↵↵ | Content-Length is not a number
          GET / HTTP/1.1↵Content-Length: 1.0↵↵ | Content-Length is not a number
          GET / HTTP/1.1↵Content-Length:↵↵ | Content-Length is not a number
          GET / HTTP/1.1↵Content-Length: ¹↵↵ | Content-Length is not a number
          GET / HTTP/1.1↵Content-Length: 1000000000000000000↵↵ | Content-Length is not a number
          GET / HTTP/1.1↵Content-Length: 18446744073709551616↵↵ | Content-Length is not a number
          GET / HTTP/1.1↵Content-Length: 0↵Transfer-Encoding: chunked↵↵ | both Transfer-Encoding and Content-Length
          GET / HTTP/1.1↵Transfer-Encoding: chunked↵Content-Length: 3↵↵ | both Transfer-Encoding and Content-Length
          GET / HTTP/1.1↵Transfer-Encoding: identity↵Content-Length: 3↵↵ | both Transfer-Encoding and Content-Length
          GET / HTTP/1.1↵Transfer-Encoding: gzip, chunked↵↵ | a transfer coding other than chunked
          GET / HTTP/1.1↵Transfer-Encoding: chunked, gzip↵↵ | a transfer coding other than chunked
          GET / HTTP/1.1↵Transfer-Encoding: chunked, chunked↵↵ | a transfer coding other than chunked
          GET / HTTP/1.1↵Transfer-Encoding: chunked↵Transfer-Encoding: chunked↵↵ | a transfer coding other than chunked
          GET / HTTP/1.1↵Transfer-Encoding: chunked↵Transfer-Encoding:↵↵ | a transfer coding other than chunked
          GET / HTTP/1.1↵Transfer-Encoding: identity↵↵ | a transfer coding other than chunked
          GET / HTTP/1.1↵Transfer-Encoding: xchunked↵↵ | a transfer coding other than chunked
          GET / HTTP/1.1↵Transfer-Encoding: chunked;a=b↵↵ | a transfer coding other than chunked
          GET / HTTP/1.1↵Transfer-Encoding: "chunked"↵↵ | a transfer coding other than chunked
          GET / HTTP/1.1↵Transfer-Encoding:↵↵ | a transfer coding other than chunked
          GET / HTTP/1.0↵Transfer-Encoding: chunked↵↵ | Transfer-Encoding in HTTP/1.0
          CONNECT a.example:443 HTTP/1.1↵Content-Length: 1↵↵ | CONNECT with a body
          CONNECT a.example:443 HTTP/1.1↵Transfer-Encoding: chunked↵↵ | CONNECT with a body
          """)
  void framingThatHasMoreThanOneReadingIsRefused(String head, String reason) {
    probe.receive(head);

    assertThat(probe.events()).containsExactly("begins", "malformed: " + reason);
    assertThat(probe.unreleased()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET / HTTP/1.1↵↵ | NONE | 0
          GET / HTTP/1.0↵Host: a.example↵↵ | NONE | 0
          ↵↵↵GET / HTTP/1.1↵↵ | NONE | 0
          POST / HTTP/1.1↵Content-Length: 0↵↵ | LENGTH | 0
          POST / HTTP/1.1↵Content-Length:→0003→ ↵↵abc | LENGTH | 3
          POST / HTTP/1.0↵content-LENGTH:3↵↵abc | LENGTH | 3
          POST / HTTP/1.1↵Content-Length: 999999999999999999↵↵ | LENGTH | 999999999999999999
          POST / HTTP/1.1↵Transfer-Encoding: chunked↵↵ | CHUNKED | 0
          POST / HTTP/1.1↵TRANSFER-encoding: Chunked→↵↵ | CHUNKED | 0
          CONNECT a.example:443 HTTP/1.1↵↵ | NONE | 0
          CONNECT a.example:443 HTTP/1.1↵Content-Length: 0↵↵ | LENGTH | 0
          M-SEARCH * HTTP/1.1↵A:↵B: "é" ü→x↵!#$%&*+-.^_`~0aZ: 1↵↵ | NONE | 0
          GET /é?"<>{}\\^`[] HTTP/1.1↵↵ | NONE | 0
          """,
      quoteCharacter = '\1',
      ignoreLeadingAndTrailingWhitespace = true)
  void headsOfRealClientsAreAccepted(String head, BodyFraming.Kind kind, long length) {
    probe.receive(head);

    assertThat(probe.framings()).containsExactly(new BodyFraming(kind, length));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          A:b | b
          A:  b  | b
          A:→b → | b
          A: b c | b c
          A: b:c | b:c
          """)
  void valuesAreTrimmed(String line, String value) {
    probe.receive("GET / HTTP/1.1↵" + line + "↵↵");

    assertThat(probe.heads().get(0).headers().first("a")).contains(value);
  }
}
