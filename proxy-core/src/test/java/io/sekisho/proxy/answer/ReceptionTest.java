package io.sekisho.proxy.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.answer.Reception.Reader;
import io.sekisho.proxy.http.Headers;
import io.sekisho.proxy.http.Headers.Field;
import io.sekisho.proxy.http.HttpVersion;
import io.sekisho.proxy.http.RequestHead;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReceptionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8|PERSON",
        "*/*|PERSON",
        "text/*|PERSON",
        "image/avif,image/webp,*/*;q=0.8|PERSON",
        "text/html, text/plain|PERSON",
        "application/json, */*|PERSON",
        "application/json, text/plain, */*;q=0.1|PROGRAM",
        "application/json|PROGRAM",
        "text/plain|PROGRAM",
        "text/plain;charset=utf-8|PROGRAM",
        "text/*;q=0.3, text/plain;q=0.7, text/html;q=0.5|PROGRAM",
        "text/*, text/html;q=0|PROGRAM",
        "nonsense;;;=|PERSON",
        "''|PERSON",
      })
  void whoeverTakesAPageAsWellAsTextGetsThePage(String accept, Reader expected) {
    assertThat(Reception.of(request("GET", new Field("Accept", accept))).reader())
        .isEqualTo(expected);
  }

  @Test
  void whoeverSaysNothingGetsThePage() {
    assertThat(Reception.of(request("POST")).reader()).isEqualTo(Reader.PERSON);
  }

  @Test
  void connectIsAnsweredInTheLanguageOfTheClientToo() {
    Field japanese = new Field("Accept-Language", "ja");

    Reception reception =
        Reception.of(request("CONNECT", japanese, new Field("Accept", "text/html")));

    assertThat(reception.reader()).isEqualTo(Reader.TUNNEL_OPENER);
    assertThat(reception.words().tag()).isEqualTo("ja");
  }

  private static RequestHead request(String method, Field... fields) {
    return new RequestHead(method, "/", HttpVersion.HTTP_1_1, new Headers(List.of(fields)));
  }
}
