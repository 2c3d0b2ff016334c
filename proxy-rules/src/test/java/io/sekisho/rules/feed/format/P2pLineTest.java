package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class P2pLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "Some Org:1.2.4.0-1.2.4.255            @ prefix 1.2.4.0/24",
        "a: label: with colons:1.2.4.0-1.2.4.1 @ prefix 1.2.4.0/31",
        "// no comment:1.2.4.0-1.2.4.1         @ prefix 1.2.4.0/31",
        ":1.2.4.7-1.2.4.7                      @ address 1.2.4.7",
        "one:1.2.4.7                           @ address 1.2.4.7",
        "spaced : 1.2.4.0 - 1.2.4.1            @ prefix 1.2.4.0/31",
        "turned:1.2.4.255-1.2.4.0              @ !bad-range",
        "half:1.2.4.0-                         @ !bad-range",
        "wild:1.2.4.0-1.2.4.256                @ !bad-range",
        "v6:2001:db8::1-2001:db8::2            @ !bad-address",
        "name:evil.example                     @ !name-not-address",
        "empty:                                @ !empty",
        "1.2.4.0-1.2.4.255                     @ !missing-field",
        "# List distributed by example.org     @ ``",
      })
  void isALabelAndARange(String line, String expected) {
    assertThat(Entries.ofLine("p2p", line)).isEqualTo(expected);
  }

  @Test
  void theLabelIsTheThreat() {
    List<String> said = Sayings.in("p2p", "Zeus: botnet C&C:1.2.4.7-1.2.4.7\n:1.2.4.8-1.2.4.8");

    assertThat(said).containsExactly("Zeus: botnet C&C, -, -, -, -", "-, -, -, -, -");
  }

  /** The model walks over every address. */
  @Test
  void aRangeHoldsItsEndsAndEverythingBetweenAndNothingElse() {
    SplittableRandom random = new SplittableRandom(20_261_123);
    for (int round = 0; round < 500; round++) {
      long first = random.nextLong(1L << 32) & 0xffff_fe00L;
      long last = first + random.nextInt(600);
      String text = "x:" + address(first) + "-" + address(last);

      List<AddressPrefix> prefixes =
          Entries.ofLine("p2p", text)
              .transform(found -> Arrays.stream(found.split(" \\| ", -1)))
              .map(entry -> entry.substring(entry.indexOf(' ') + 1))
              .map(prefix -> AddressPrefix.parse(prefix).orElseThrow())
              .toList();

      assertThat(LongStream.range(first - 2, last + 3))
          .as(text)
          .allSatisfy(
              number ->
                  assertThat(holders(prefixes, number))
                      .isEqualTo(number >= first && number <= last ? 1 : 0));
    }
  }

  private static long holders(List<AddressPrefix> prefixes, long number) {
    return prefixes.stream().filter(p -> p.contains(address(number))).count();
  }

  private static IpAddress address(long number) {
    return IpAddress.v4((int) number);
  }
}
