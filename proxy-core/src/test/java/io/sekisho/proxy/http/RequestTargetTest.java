package io.sekisho.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestTargetTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET | http://a.example/x?y | a.example:80 /x?y
          GET | HTTP://A.Example./ | a.example:80 /
          GET | http://a.example | a.example:80 /
          GET | http://a.example:8080 | a.example:8080 /
          GET | http://a.example:/x | a.example:80 /x
          GET | http://a.example?y | a.example:80 /?y
          GET | http://a.example//b.example/ | a.example:80 //b.example/
          GET | http://a.example/http://b.example/ | a.example:80 /http://b.example/
          GET | http://a.example/@b.example | a.example:80 /@b.example
          GET | http://a.example/?a=b\\c | a.example:80 /?a=b\\c
          GET | http://a.example/b\\c | a.example:80 /b\\c
          GET | http://[2001:DB8::1]:81/ | [2001:db8::1]:81 /
          GET | http://0x7f.1/ | 127.0.0.1:80 /
          GET | http://%61.example/ | a.example:80 /
          OPTIONS | http://a.example | a.example:80 *
          OPTIONS | http://a.example/ | a.example:80 /
          OPTIONS | http://a.example?x | a.example:80 /?x
          connect | http://a.example/ | a.example:80 /
          CONNECT | a.example:443 | a.example:443
          CONNECT | [2001:db8::1]:443 | [2001:db8::1]:443
          GET | / | own /
          GET | //b.example/x | own //b.example/x
          GET | /http://b.example/ | own /http://b.example/
          """)
  void targetsMeanOneThing(String method, String target, String meaning) {
    assertThat(meaningOf(method, target)).isEqualTo(meaning);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET | http://user@a.example/ | the authority has a user name in it
          GET | http://a.example:80@b.example/ | the authority has a user name in it
          GET | http://a.example\\@b.example/ | the authority has a user name in it
          GET | http://@a.example/ | the authority has a user name in it
          GET | http://a.example/#b | the request target has a fragment
          GET | http://a.example#@b.example/ | the request target has a fragment
          GET | http://a.example\\/ | the authority is not a host and port: forbidden-character
          GET | http://a.example\\b/ | the authority is not a host and port: forbidden-character
          GET | https://a.example/ | the scheme of the request target is not http; https goes by CONNECT
          GET | ftp://a.example/ | the scheme of the request target is not http; https goes by CONNECT
          GET | ht://a.example/ | the scheme of the request target is not http; https goes by CONNECT
          GET | ://a.example/ | the scheme of the request target is not http; https goes by CONNECT
          GET | ws://a.example/ | the scheme of the request target is not http; https goes by CONNECT
          GET | http:/a.example/ | the request target is neither absolute nor an authority
          GET | http:a.example | the request target is neither absolute nor an authority
          GET | a.example | the request target is neither absolute nor an authority
          GET | a.example:80 | the request target is neither absolute nor an authority
          OPTIONS | * | the request target is neither absolute nor an authority
          GET | http:///x | the authority is not a host and port: empty
          GET | http://:80/ | the authority is not a host and port: empty
          GET | http://a.example:0/ | the authority is not a host and port: bad-port
          GET | http://a.example:65536/ | the authority is not a host and port: bad-port
          GET | http://a.example:8a/ | the authority is not a host and port: bad-port
          GET | http://a.example:80:80/ | the authority is not a host and port: bad-address
          GET | http://2001:db8::1/ | the authority is not a host and port: bad-address
          GET | http://256.256.256.256/ | the authority is not a host and port: bad-address
          GET | http://a%00.example/ | the authority is not a host and port: forbidden-character
          GET | http://a%2fb/ | the authority is not a host and port: forbidden-character
          CONNECT | a.example | the authority is not a host and port: port-missing
          CONNECT | a.example: | the authority is not a host and port: port-missing
          CONNECT | :443 | the authority is not a host and port: empty
          CONNECT | user@a.example:443 | the authority has a user name in it
          CONNECT | http://a.example:443 | the authority is not a host and port: bad-address
          CONNECT | a.example:443/ | the authority is not a host and port: bad-port
          CONNECT | /x | the authority is not a host and port: port-missing
          """)
  void targetsThatCouldMeanMoreAreRefused(String method, String target, String reason) {
    assertThat(meaningOf(method, target)).isEqualTo("refused: " + reason);
  }

  @ParameterizedTest
  @CsvSource({
    "http://bücher.example/ü, xn--bcher-kva.example:80 /ü",
    "http://ａ.example/, a.example:80 /",
  })
  void namesInUtf8AreReadAndPathsKeptAsTheyAre(String target, String meaning) {
    String wire = latin1OfUtf8(target);

    assertThat(meaningOf("GET", wire)).isEqualTo(latin1OfUtf8(meaning));
  }

  private static String latin1OfUtf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static String meaningOf(String method, String target) {
    RequestHead head = new RequestHead(method, target, HttpVersion.HTTP_1_1, Headers.NONE);
    return RequestTarget.of(head)
        .fold(
            () -> "needs more",
            meaning ->
                meaning.fold(
                    new RequestTarget.Cases<>(
                        absolute -> absolute.authority() + " " + absolute.path(),
                        authority -> authority.authority().toString(),
                        origin -> "own " + origin.path())),
            fault -> "refused: " + fault.reason());
  }
}
