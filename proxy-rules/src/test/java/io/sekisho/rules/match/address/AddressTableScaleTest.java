package io.sekisho.rules.match.address;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Hits;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A million prefixes of each family, nine in ten of them single addresses. */
final class AddressTableScaleTest {
  private static final int PREFIXES = 1_000_000;
  private static final HashKey KEY = HashKey.random();

  @Test
  void aPrefixOfIpv4TakesAtMostTwelveBytes() {
    AddressTable table = SyntheticPrefixes.v4(PREFIXES).table(KEY);

    assertThat((double) table.bytes() / table.size()).isLessThan(12);
  }

  @Test
  void aPrefixOfIpv6TakesAtMostTwentyFourBytes() {
    AddressTable table = SyntheticPrefixes.v6(PREFIXES).table(KEY);

    assertThat((double) table.bytes() / table.size()).isLessThan(24);
  }

  @Test
  void aMillionPrefixesAnswerAsMapsOfThemDo() {
    answersAsMaps(SyntheticPrefixes.v4(PREFIXES));
    answersAsMaps(SyntheticPrefixes.v6(PREFIXES));
  }

  private static void answersAsMaps(SyntheticPrefixes source) {
    PrefixMaps maps = new PrefixMaps();
    source.prefixes().forEach(prefix -> maps.put(prefix, 0));
    AddressTable table = source.table(KEY);
    Hits hits = new Hits();
    for (IpAddress near : source.hits(200_000, 7)) {
      for (int distance = -1; distance <= 1; distance++) {
        IpAddress address = new IpAddress(near.high(), near.low() + distance);
        hits.clear();
        table.collect(address, hits);

        Optional<AddressPrefix> longest =
            hits.count() == 0 ? Optional.empty() : Optional.of(table.prefix(hits.entry(0)));
        if (!longest.equals(maps.longestPrefix(address))) {
          assertThat(longest).as("%s", address).isEqualTo(maps.longestPrefix(address));
        }
      }
    }
  }

  @Test
  void aLookUpAllocatesNothing() {
    SyntheticPrefixes v4 = SyntheticPrefixes.v4(20_000);
    SyntheticPrefixes v6 = SyntheticPrefixes.v6(20_000);

    assertThat(allocatedBy(v4.table(KEY), v4)).isZero();
    assertThat(allocatedBy(v6.table(KEY), v6)).isZero();
  }

  private static long allocatedBy(AddressTable table, SyntheticPrefixes source) {
    IpAddress[] asked = source.benign(20_000, 5);
    System.arraycopy(source.hits(5_000, 6), 0, asked, 0, 5_000);
    Hits hits = new Hits();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      least = Math.min(least, allocatedOnce(table, asked, hits));
    }
    return least;
  }

  private static long allocatedOnce(AddressTable table, IpAddress[] asked, Hits hits) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    for (IpAddress address : asked) {
      hits.clear();
      table.collect(address, hits);
    }
    return threads.getThreadAllocatedBytes(thread) - before;
  }
}
