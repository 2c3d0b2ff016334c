package io.sekisho.rules.match.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Hits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random tables and addresses, drawn so near to each other that they meet all the time. */
final class AddressTableModelTest {
  private static final HashKey KEY =
      new HashKey(0x1f3d_5b79L, 0x2e4c_6a88L << 21, -77L, 901L << 40);

  private static final Comparator<AddressPrefix> ORDER =
      Comparator.comparing((AddressPrefix prefix) -> !prefix.network().isV4())
          .thenComparing(prefix -> prefix.network().high(), Long::compareUnsigned)
          .thenComparing(prefix -> prefix.network().low(), Long::compareUnsigned)
          .thenComparing(AddressPrefix::length);

  @ParameterizedTest
  @CsvSource({"1, 3000, 4, 50", "2, 1500, 40, 100", "3, 60, 1000, 300", "7, 6, 20000, 300"})
  void findsExactlyWhatTheModelFinds(long seed, int tables, int mostPrefixes, int addresses) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < tables; i++) {
      List<AddressPrefix> model = prefixes(random, random.nextInt(mostPrefixes + 1));
      AddressTable table = table(model, random);
      Hits hits = new Hits();

      for (int j = 0; j < addresses; j++) {
        IpAddress address = address(random);
        hits.clear();
        table.collect(address, hits);

        if (!found(table, hits).equals(expected(model, address))) {
          assertThat(found(table, hits))
              .as("%s among %s", address, model)
              .isEqualTo(expected(model, address));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 400, 4", "5, 200, 60", "6, 4, 3000"})
  void entriesAreNumberedInOrderAndFoundAsTheyAre(long seed, int tables, int mostPrefixes) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < tables; i++) {
      List<AddressPrefix> model = prefixes(random, random.nextInt(mostPrefixes + 1));
      AddressTable table = table(model, random);

      List<AddressPrefix> cursor = new ArrayList<>();
      for (AddressCursor at = table.cursor(); at.next(); ) {
        cursor.add(at.prefix());
      }

      assertThat(cursor).isEqualTo(model);
      assertThat(table.size()).isEqualTo(model.size());
      for (int entry = 0; entry < model.size(); entry++) {
        assertThat(table.prefix(entry)).isEqualTo(model.get(entry));
        assertThat(table.find(model.get(entry))).isEqualTo(entry);
      }
      for (int j = 0; j < 100; j++) {
        AddressPrefix other = prefix(random);
        assertThat(table.find(other)).isEqualTo(model.indexOf(other));
      }
    }
  }

  private static AddressTable table(List<AddressPrefix> model, SplittableRandom random) {
    AddressList list = new AddressList();
    List<AddressPrefix> shuffled = new ArrayList<>(model);
    while (!shuffled.isEmpty()) {
      AddressPrefix next = shuffled.remove(random.nextInt(shuffled.size()));
      list.add(next);
      if (random.nextInt(4) == 0) {
        list.add(next);
      }
    }
    return AddressTable.over(AddressTable.build(list.sorted().distinct(), KEY), KEY);
  }

  private static List<AddressPrefix> found(AddressTable table, Hits hits) {
    List<AddressPrefix> found = new ArrayList<>();
    for (int i = 0; i < hits.count(); i++) {
      found.add(table.prefix(hits.entry(i)));
    }
    return found;
  }

  private static List<AddressPrefix> expected(List<AddressPrefix> model, IpAddress address) {
    List<AddressPrefix> expected = new ArrayList<>();
    for (int i = model.size() - 1; i >= 0; i--) {
      if (model.get(i).contains(address)) {
        expected.add(model.get(i));
      }
    }
    return expected;
  }

  private static List<AddressPrefix> prefixes(SplittableRandom random, int count) {
    TreeSet<AddressPrefix> prefixes = new TreeSet<>(ORDER);
    for (int i = 0; i < count; i++) {
      prefixes.add(prefix(random));
    }
    return List.copyOf(prefixes);
  }

  private static AddressPrefix prefix(SplittableRandom random) {
    IpAddress address = address(random);
    boolean single = random.nextBoolean();
    return new AddressPrefix(address, single ? address.bits() : random.nextInt(address.bits() + 1));
  }

  /**
   * An address that has few of its bits set, of those that lie around the bounds of blocks and runs
   * among others, or one of many that lie beside each other.
   */
  private static IpAddress address(SplittableRandom random) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> IpAddress.v4(random.nextInt() & 0xc000_0303);
      case 2 -> IpAddress.v4(random.nextInt() & 0x8180_8183);
      case 3 -> IpAddress.v4(0xc633_6000 | random.nextInt(0x2000));
      case 4 -> IpAddress.v6(random.nextLong() & 0xa281_0183_0003_0001L, fewBits(random));
      default -> IpAddress.v6(0x2001_0db8_0000_0000L, random.nextInt(0x2000));
    };
  }

  private static long fewBits(SplittableRandom random) {
    return random.nextLong() & (random.nextBoolean() ? 0x8000_0000_0000_0003L : 0xffff_0000_0001L);
  }
}
