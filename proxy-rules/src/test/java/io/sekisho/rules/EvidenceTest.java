package io.sekisho.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.indicator.Endpoint;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EvidenceTest {

  @ParameterizedTest
  @CsvSource({
    "REQUEST_TARGET=a.example:80 ALIAS=b.example:80 RESOLVED_ADDRESS=192.0.2.1:80, a.example",
    "ORIGINAL_DESTINATION=192.0.2.1:80 HOST=a.example:80, a.example",
    "CONNECT_TARGET=192.0.2.1:443 SNI=a.example:443, a.example",
    "CONNECT_TARGET=a.example:443 SNI=b.example:443, a.example",
    "ORIGINAL_DESTINATION=192.0.2.1:443 HOST=192.0.2.2:443, 192.0.2.1",
  })
  void firstNameIsWhatWasAskedForElseTheFirstAddress(String clues, String asked) {
    Evidence evidence = new Evidence(clues(clues));

    assertThat(evidence.asked()).hasToString("Optional[" + asked + "]");
  }

  @Test
  void nothingWasAskedForWhereNothingIsKnown() {
    assertThat(Evidence.of().asked()).isEmpty();
  }

  private static List<Clue> clues(String text) {
    return Arrays.stream(text.split(" ", -1)).map(EvidenceTest::clue).toList();
  }

  private static Clue clue(String text) {
    int equals = text.indexOf('=');
    return new Clue(
        Clue.Kind.valueOf(text.substring(0, equals)),
        Endpoint.parse(text.substring(equals + 1)).orElseThrow());
  }
}
