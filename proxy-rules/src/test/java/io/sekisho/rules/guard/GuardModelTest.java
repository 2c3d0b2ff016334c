package io.sekisho.rules.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.guard.Target.Extent;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Guards beside a model that looks at every entry. */
final class GuardModelTest {
  private static final List<String> LABELS = List.of("a", "b", "ab", "www", "a-b", "0");
  private static final int ENTRIES = 80;
  private static final int CLAIMS = 5_000;
  private static final long SEED = 7;

  @ParameterizedTest
  @EnumSource
  void namesAreHitAsTheModelSays(Coverage covers) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<HostName> names = new ArrayList<>();
    ListGuard.Builder builder = ListGuard.builder(settings(covers));
    for (int i = 0; i < ENTRIES; i++) {
      names.add(name(random));
      builder.add(new Pattern.ExactName(names.get(i)), i);
    }
    ListGuard guard = builder.build();

    for (int i = 0; i < CLAIMS; i++) {
      HostName claimed = name(random);
      Extent extent = random.nextBoolean() ? Extent.ONE : Extent.WITH_ALL_BELOW;
      Target claim = new Target(claimed, null, extent);
      boolean wanted =
          names.stream()
              .anyMatch(
                  name ->
                      isHit(name, claimed, covers)
                          || (extent == Extent.WITH_ALL_BELOW && bare(name).isAtOrBelow(claimed)));
      assertThat(guard.hitBy(claim).isPresent()).as("%s by %s", names, claim).isEqualTo(wanted);
    }
  }

  private static boolean isHit(HostName entry, HostName claimed, Coverage covers) {
    HostName bare = bare(entry);
    boolean itself = bare.equals(claimed) || bare.equals(bare(claimed));
    return itself || (covers == Coverage.SUB_TREES && claimed.isAtOrBelow(bare));
  }

  private static HostName bare(HostName name) {
    String text = name.ascii();
    return text.matches("www\\..*\\..*") ? new HostName(text.substring(4)) : name;
  }

  @ParameterizedTest
  @EnumSource
  void rangesAreHitAsTheModelSays(Coverage covers) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<AddressPrefix> ranges = new ArrayList<>();
    ListGuard.Builder builder = ListGuard.builder(settings(covers));
    for (int i = 0; i < ENTRIES; i++) {
      ranges.add(range(random));
      builder.add(new Pattern.Addresses(ranges.get(i)), i);
    }
    ListGuard guard = builder.build();

    for (int i = 0; i < CLAIMS; i++) {
      AddressPrefix claimed = range(random);
      Target claim = new Target(null, claimed, Extent.ONE);
      boolean wanted = ranges.stream().anyMatch(range -> isHit(range, claimed, covers));
      assertThat(guard.hitBy(claim).isPresent()).as("%s by %s", ranges, claim).isEqualTo(wanted);
    }
  }

  private static boolean isHit(AddressPrefix range, AddressPrefix claimed, Coverage covers) {
    boolean within = claimed.length() >= range.length() && range.contains(claimed.network());
    boolean around = claimed.length() <= range.length() && claimed.contains(range.network());
    boolean greatPart = within && claimed.length() - range.length() <= 4 && !claimed.isSingle();
    return around || greatPart || (covers == Coverage.SUB_TREES && within);
  }

  private static GuardSettings settings(Coverage covers) {
    return new GuardSettings("list", GuardReason.POPULAR, GuardEffect.SUPPRESS, covers);
  }

  private static HostName name(SplittableRandom random) {
    return new HostName(
        IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(i -> LABELS.get(random.nextInt(LABELS.size())) + ".")
                .collect(Collectors.joining())
            + "x"
            + random.nextInt(3));
  }

  /** Few bits that differ, so that ranges meet. */
  private static AddressPrefix range(SplittableRandom random) {
    if (random.nextBoolean()) {
      int bits = random.nextInt() & 0x0300_00c3;
      return new AddressPrefix(IpAddress.v4(bits), 1 + random.nextInt(32));
    }
    long high = random.nextLong() & 0x8000_0000_0000_0003L;
    long low = random.nextLong() & 0xc000_0000_0000_0003L;
    return new AddressPrefix(IpAddress.v6(high | 1L << 61, low), 1 + random.nextInt(128));
  }
}
