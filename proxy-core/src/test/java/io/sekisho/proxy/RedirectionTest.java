package io.sekisho.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RedirectionTest {

  @ParameterizedTest
  @CsvSource({
    "https://help.example, https://help.example?case=ID",
    "https://help.example/, https://help.example/?case=ID",
    "https://help.example/a?b=c, https://help.example/a?b=c&case=ID",
    "https://help.example/a?, https://help.example/a?case=ID",
    "https://help.example/a?b&, https://help.example/a?b&case=ID",
    "https://help.example/a#top, https://help.example/a?case=ID#top",
    "https://help.example/a?b=c#d?e, https://help.example/a?b=c&case=ID#d?e",
    "https://help.example/%7Bcase%7D/a, https://help.example/ID/a",
    "https://help.example/a?x=%7Bcase%7D&y=1, https://help.example/a?x=ID&y=1",
    "https://help.example/app#/cases/%7Bcase%7D, https://help.example/app#/cases/ID",
    "https://help.example/%7Bcase%7D?again=%7Bcase%7D, https://help.example/ID?again=ID",
    "https://help.example/\u00fc?a%20b, https://help.example/%C3%BC?a%20b&case=ID",
  })
  void caseGoesWhereTheTargetAsksForIt(String target, String location) {
    assertThat(Redirection.location(URI.create(target), "ID")).isEqualTo(location);
  }
}
