package io.sekisho.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.http.DecoderProbe.Pace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResponseGrammarTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ↵HTTP/1.1 200 OK↵↵ | the version is not HTTP/1.0 or HTTP/1.1
          HTTP/1.1↵↵ | the version is not HTTP/1.0 or HTTP/1.1
          HTTP/1.1200 OK↵↵ | the version is not HTTP/1.0 or HTTP/1.1
          HTTP/2.0 200 OK↵↵ | the version is not HTTP/1.0 or HTTP/1.1
          ICY 200 OK↵↵ | the version is not HTTP/1.0 or HTTP/1.1
          HTTP/1.1 ↵↵ | the status code is not three digits from 100 to 599
          HTTP/1.1  200 OK↵↵ | the status code is not three digits from 100 to 599
          HTTP/1.1 20 OK↵↵ | the status code is not three digits from 100 to 599
          HTTP/1.1 2000 OK↵↵ | the status code is not three digits from 100 to 599
          HTTP/1.1 099 OK↵↵ | the status code is not three digits from 100 to 599
          HTTP/1.1 600 OK↵↵ | the status code is not three digits from 100 to 599
          HTTP/1.1 +20 OK↵↵ | the status code is not three digits from 100 to 599
          HTTP/1.1 200→OK↵↵ | the status code is not three digits from 100 to 599
          HTTP/1.1 200 O␀K↵↵ | the reason phrase has control characters
          HTTP/1.1 200 OK␊A: b↵↵ | a line ends in LF without CR
          HTTP/1.1 200 OK␍A: b↵↵ | a CR is not followed by LF
          HTTP/1.1 200 OK↵ A: b↵↵ | a field line is folded
          HTTP/1.1 200 OK↵A : b↵↵ | a field name is not a token followed by a colon
          HTTP/1.1 200 OK↵Content-Length: 1↵Content-Length: 2↵↵ | Content-Length more than once
          HTTP/1.1 200 OK↵Content-Length: 1↵Transfer-Encoding: chunked↵↵ | both Transfer-Encoding and Content-Length
          HTTP/1.1 304 OK↵Content-Length: 1↵Transfer-Encoding: chunked↵↵ | both Transfer-Encoding and Content-Length
          HTTP/1.1 200 OK↵Transfer-Encoding: gzip↵↵ | a transfer coding other than chunked
          """)
  void responsesThatHaveMoreThanOneReadingAreRefused(String head, String reason) {
    DecoderProbe<ResponseHead> probe = DecoderProbe.ofResponses("GET", Pace.FREE);

    probe.receive(head);

    assertThat(probe.events()).containsExactly("begins", "malformed: " + reason);
    assertThat(probe.unreleased()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET | HTTP/1.1 200 OK↵↵ | UNTIL_CLOSE | 0
          GET | HTTP/1.0 200↵↵ | UNTIL_CLOSE | 0
          GET | HTTP/1.1 200 ↵Content-Length: 5↵↵ | LENGTH | 5
          GET | HTTP/1.1 404 Nöt föund→yet↵Transfer-Encoding: chunked↵↵ | CHUNKED | 0
          HEAD | HTTP/1.1 200 OK↵Content-Length: 5↵↵ | NONE | 0
          HEAD | HTTP/1.1 200 OK↵Transfer-Encoding: chunked↵↵ | NONE | 0
          GET | HTTP/1.1 304 OK↵Content-Length: 5↵↵ | NONE | 0
          GET | HTTP/1.1 204 OK↵Content-Length: 5↵↵ | NONE | 0
          GET | HTTP/1.1 100 Continue↵↵ | NONE | 0
          GET | HTTP/1.1 103 Hints↵Content-Length: 5↵↵ | NONE | 0
          GET | HTTP/1.1 101 Switching Protocols↵↵ | NONE | 0
          """)
  void theBodyIsFramedByStatusMethodAndFields(
      String method, String head, BodyFraming.Kind kind, long length) {
    DecoderProbe<ResponseHead> probe = DecoderProbe.ofResponses(method, Pace.GATED);

    probe.receive(head);

    assertThat(probe.framings()).containsExactly(new BodyFraming(kind, length));
  }
}
