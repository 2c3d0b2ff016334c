package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AddressRangeTest {
  @Test
  void thePrefixesHoldTheRangeAndNothingElse() {
    SplittableRandom random = new SplittableRandom(11);

    for (int round = 0; round < 500; round++) {
      int first = 0xc000_0200 + random.nextInt(128);
      int last = first + random.nextInt(128);
      List<AddressPrefix> prefixes =
          AddressRange.between(IpAddress.v4(first), IpAddress.v4(last)).orElseThrow().prefixes();

      for (int address = first - 2; address <= last + 2; address++) {
        IpAddress probe = IpAddress.v4(address);
        assertThat(prefixes.stream().filter(prefix -> prefix.contains(probe)).count())
            .isEqualTo(address >= first && address <= last ? 1 : 0);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 255.255.255.255, 1",
    "0.0.0.1, 255.255.255.254, 62",
    "::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 1",
    "2001:db8::, 2001:db8::ffff, 1",
    "255.255.255.255, 255.255.255.255, 1"
  })
  void theWidestRangesNeedFewPrefixes(String first, String last, int count) {
    AddressRange range = AddressRange.between(ip(first), ip(last)).orElseThrow();

    assertThat(range.prefixes()).hasSize(count);
  }

  private static IpAddress ip(String text) {
    return IpAddress.parse(text).orElseThrow();
  }
}
