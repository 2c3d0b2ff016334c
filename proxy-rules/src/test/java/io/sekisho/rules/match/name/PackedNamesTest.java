package io.sekisho.rules.match.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Hits;
import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.Section;
import io.sekisho.rules.match.table.TableFullException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PackedNamesTest {
  private static final HashKey KEY = new HashKey(5, 6, 7, 8);

  /** How many names are packed; ten million take some seconds, and 2 GiB of heap. */
  private static final int NAMES = Integer.getInteger("sekisho.names", 1_000_000);

  /** Ways to hand names over that are not in order. */
  enum Disorder {
    TWICE,
    BACKWARDS;

    /** Which comes first of two that are in order. */
    int first() {
      return this == TWICE ? 0 : 1;
    }
  }

  @Test
  void aNameTakesLessThanItsText() {
    SortedNames sorted = SyntheticNames.list(NAMES, 1).sorted(KEY);

    PackedNames table = PackedNames.over(PackedNames.build(sorted.distinct(), NAMES, KEY), KEY);

    assertThat((double) table.bytes() / table.size()).isLessThan(19);
  }

  @Test
  void aTableIsNoLargerWhereMoreNamesMightHaveCome() {
    NameList list = SyntheticNames.list(1_000, 1);

    Image expected = PackedNames.build(list.sorted(KEY).distinct(), list.size(), KEY);
    Image feared = PackedNames.build(list.sorted(KEY).distinct(), NAMES, KEY);

    assertThat(feared.sections()).isEqualTo(expected.sections());
    for (Section section : expected.sections()) {
      assertThat(feared.section(section)).isEqualTo(expected.section(section));
    }
  }

  /** So many that buckets tell heads, and that there is a gate before the filter. */
  @Test
  void namesOfALargeTableAreFoundAndNoOthers() {
    NameList list = SyntheticNames.list(800_000, 4);
    Set<String> listed = new HashSet<>();
    for (String odd :
        List.of("com", "online", "a.com", "ab.com", ".com", "x\u00e4y.de", "\u00e4.b")) {
      list.add(odd, Extent.SUB_TREE);
      list.add(odd, Extent.EXACT);
    }
    NameCursor expected = list.sorted(KEY).distinct();
    PackedNames table =
        PackedNames.over(PackedNames.build(list.sorted(KEY).distinct(), list.size(), KEY), KEY);
    NameCursor cursor = table.cursor();
    HostWalk walk = new HostWalk(KEY);
    for (int entry = 0; expected.next(); entry++) {
      assertThat(cursor.next()).isTrue();
      String name = NameByte.text(cursor.reversed(), 0, cursor.length());
      assertThat(name).isEqualTo(NameByte.text(expected.reversed(), 0, expected.length()));
      assertThat(cursor.place()).isEqualTo(expected.place());
      assertThat(table.find(walk.to(name), cursor.extent())).isEqualTo(entry);
      listed.add(name + ' ' + cursor.extent());
    }
    assertThat(cursor.next()).isFalse();

    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 300_000; i++) {
      StringBuilder near = new StringBuilder(list.name(random.nextInt(list.size())));
      near.setCharAt(random.nextInt(near.length()), (char) ('a' + random.nextInt(26)));
      for (Extent extent : Extent.values()) {
        assertThat(table.find(walk.to(near), extent) != Hits.NONE)
            .as(near.toString())
            .isEqualTo(listed.contains(near + " " + extent));
      }
    }
  }

  @Test
  void whatOneTableOftenDidNotListAnotherDoes() {
    NameList with = SyntheticNames.list(NAMES, 1);
    with.add("listed.example", Extent.SUB_TREE);
    PackedNames without =
        PackedNames.over(
            PackedNames.build(SyntheticNames.list(NAMES, 1).sorted(KEY).distinct(), NAMES, KEY),
            KEY);
    PackedNames table =
        PackedNames.over(PackedNames.build(with.sorted(KEY).distinct(), with.size(), KEY), KEY);
    HostWalk walk = new HostWalk(KEY);

    for (int i = 0; i < 3_000; i++) {
      assertThat(found(without, walk.to("www.listed.example"))).isEmpty();
      assertThat(found(table, walk.to("www.listed.example"))).containsExactly("listed.example");
      assertThat(found(without, walk.to("www.unlisted.example"))).isEmpty();
      assertThat(found(table, walk.to("www.unlisted.example"))).isEmpty();
    }
  }

  @Test
  void namesOfSeldomCharactersAreFoundAndNoOthers() {
    SplittableRandom random = new SplittableRandom(3);
    NameList list = new NameList();
    for (int i = 0; i < 20_000; i++) {
      StringBuilder name = new StringBuilder();
      for (int j = random.nextInt(3, 40); j > 0; j--) {
        name.append((char) (random.nextInt(4) == 0 ? random.nextInt(0xa1, 0x100) : 'a' + j % 26));
      }
      list.add(name + ".example", Extent.SUB_TREE);
    }
    PackedNames table =
        PackedNames.over(PackedNames.build(list.sorted(KEY).distinct(), list.size(), KEY), KEY);
    HostWalk walk = new HostWalk(KEY);

    for (int i = 0; i < list.size(); i++) {
      String name = list.name(i);
      assertThat(found(table, walk.to(name))).containsExactly(name);
      assertThat(found(table, walk.to(name + (char) 0x12e))).isEmpty();
      assertThat(found(table, walk.to(name + '.'))).containsExactly(name);
    }
  }

  @Test
  void anImageWithoutNamesListsNothing() {
    PackedNames table = PackedNames.over(Image.builder().build(), KEY);
    HostWalk walk = new HostWalk(KEY).to("bad.example");
    Hits hits = new Hits();

    table.collect(walk, hits);

    assertThat(hits.count()).isZero();
    assertThat(table.find(walk, Extent.EXACT)).isEqualTo(Hits.NONE);
    assertThat(table.size()).isZero();
    assertThat(table.cursor().next()).isFalse();
  }

  @Test
  void moreThanASectionCanHaveIsRefusedWithTheFigure() {
    NameCursor names = SyntheticNames.list(1_000, 1).sorted(KEY).distinct();
    BucketPacker packer = new BucketPacker(1_000, 4_096);
    HostWalk walk = new HostWalk(KEY);

    assertThatThrownBy(
            () -> {
              while (names.next()) {
                walk.toReversed(names.reversed(), 0, names.length());
                packer.add(walk.packed(walk.labels(), names.extent()).code());
              }
            })
        .isInstanceOf(TableFullException.class)
        .hasMessageMatching("section NAME_BUCKETS would take 4,\\d{3} bytes, more than 4,088");
  }

  @ParameterizedTest
  @EnumSource
  void namesThatAreNotInOrderAreRefused(Disorder disorder) {
    NameList list = new NameList();
    list.add("a.example", Extent.SUB_TREE);
    list.add("b.example", Extent.SUB_TREE);
    NamePacker packer = new NamePacker(2, KEY);
    packer.add(at(list, disorder.first()));
    NameCursor next = at(list, 0);

    assertThatIllegalArgumentException().isThrownBy(() -> packer.add(next));
  }

  private static NameCursor at(NameList list, int place) {
    NameCursor cursor = list.sorted(KEY);
    for (int i = 0; i <= place; i++) {
      assertThat(cursor.next()).isTrue();
    }
    return cursor;
  }

  private static List<String> found(PackedNames table, HostWalk walk) {
    Hits hits = new Hits();
    table.collect(walk, hits);
    return IntStream.range(0, hits.count()).mapToObj(i -> table.name(hits.entry(i))).toList();
  }
}
