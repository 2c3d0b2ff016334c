package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuricataIprepLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "1.2.3.4,1,101             @ address 1.2.3.4",
        "1.1.1.0/24,6,88           @ prefix 1.1.1.0/24",
        "1.1.1.7/24,6,88           @ prefix 1.1.1.0/24",
        "2001:db8::/32,60,127      @ prefix 2001:db8::/32",
        " 1.2.3.4 , 1 , 1          @ address 1.2.3.4",
        "1.2.3.4,1,0               @ !not-for-detection",
        "1.2.3.4,1,128             @ !bad-score",
        "1.2.3.4,1,-5              @ !bad-score",
        "1.2.3.4,1,                @ !bad-score",
        "1.2.3.4,1,99999999999     @ !bad-score",
        "1.2.3.4,0,5               @ !bad-score",
        "1.2.3.4,61,5              @ !bad-score",
        "1.2.3.4,x,5               @ !bad-score",
        "1.2.3.4,1                 @ !missing-field",
        "1.2.3.4                   @ !missing-field",
        "1.2.3.4,1,5,6             @ !trailing-text",
        "1,BadHosts,Known bad      @ !bad-score",
        "1.2.3.256,1,5             @ !bad-address",
        "evil.example,1,5          @ !name-not-address",
        "#8.8.8.8,10,100           @ ``",
      })
  void isAnAddressACategoryAndAScore(String line, String expected) {
    assertThat(Entries.ofLine("suricata-iprep", line)).isEqualTo(expected);
  }

  @Test
  void aRowForEachCategoryIsHandedOn() {
    List<String> said = Sayings.in("suricata-iprep", "1.2.3.4,1,10\n1.2.3.4,7,127\n");

    assertThat(said).containsExactly("-, 8, -, -, category 1", "-, 100, -, -, category 7");
  }

  @Test
  void bareCarriageReturnsEndLines() {
    List<String> entries =
        Entries.described("suricata-iprep", "1.2.3.4,1,101\r1.2.3.5,1,101\r1.1.1.0/24,6,88\r");

    assertThat(entries)
        .containsExactly("1 address 1.2.3.4", "2 address 1.2.3.5", "3 prefix 1.1.1.0/24");
  }

  @Test
  void everyScoreIsScaledToTheNearestPercent() {
    assertThat(IntStream.rangeClosed(1, 127))
        .allSatisfy(
            score ->
                assertThat(SuricataIprepLine.confidence(score))
                    .isEqualTo(
                        BigDecimal.valueOf(100L * score)
                            .divide(BigDecimal.valueOf(127), 0, RoundingMode.HALF_UP)
                            .intValue()));
  }
}
