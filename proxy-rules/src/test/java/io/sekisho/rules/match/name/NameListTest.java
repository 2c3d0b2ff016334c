package io.sekisho.rules.match.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.TableFullException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NameListTest {
  private static final HashKey KEY = new HashKey(5, 6, 7, 8);

  private record Arrival(String name, Extent extent, int number) {
    private static final HostWalk WALK = new HostWalk(KEY);

    static final Comparator<Arrival> ORDER =
        ((Comparator<Arrival>) (one, other) -> Long.compareUnsigned(one.place(), other.place()))
            .thenComparing(Arrival::number);

    private long place() {
      return WALK.to(name).place(extent);
    }

    boolean isSameAs(Arrival other) {
      return name.equals(other.name) && extent == other.extent;
    }
  }

  @Test
  void aListThatIsFullTakesNoMoreNames() {
    NameList list = new NameList(2);
    String name = "n".repeat(250);

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 3 * (1 << 20) / 250; i++) {
                list.add(name, Extent.SUB_TREE);
              }
            })
        .isInstanceOf(TableFullException.class)
        .hasMessage("a list of names would take 2,097,153 bytes, more than 2,097,152");
    assertThat(list.name(list.size() - 1)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 11, 12, 13, 14, 40, 200, 2_000, 50_000})
  void everyArrivalComesInOrder(int size) {
    RandomNames random = new RandomNames(size);
    NameList list = new NameList();
    List<Arrival> expected = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String name = random.name();
      Extent extent = random.extent();
      expected.add(new Arrival(name, extent, list.add(name, extent)));
    }
    expected.sort(Arrival.ORDER);

    SortedNames sorted = list.sorted(KEY);

    for (int i = 0; i < size; i++) {
      assertThat(sorted.next()).isTrue();
      assertThat(at(sorted)).isEqualTo(expected.get(i));
      assertThat(sorted.isAgain())
          .isEqualTo(i > 0 && expected.get(i - 1).isSameAs(expected.get(i)));
    }
    assertThat(sorted.next()).isFalse();
    assertThat(list.size()).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 52, 60, 63})
  void namesWhoseHashesBeginAlikeComeInTheSameOrder(int bitsOfANumber) {
    RandomNames random = new RandomNames(bitsOfANumber);
    NameList list = new NameList();
    for (int i = 0; i < 2_000; i++) {
      list.add(random.name(), random.extent());
    }

    int[] order = NameSort.order(list, KEY, bitsOfANumber);

    assertThat(order).isEqualTo(NameSort.order(list, KEY));
  }

  @Test
  void aNameIsGivenBackByItsNumber() {
    NameList list = new NameList();
    int first = list.add("Bad.Example", Extent.EXACT);
    int second = list.add("a.b", Extent.SUB_TREE);

    assertThat(first).isEqualTo(0);
    assertThat(second).isEqualTo(1);
    assertThat(list.name(first)).isEqualTo("bad.example");
    assertThat(list.extent(first)).isEqualTo(Extent.EXACT);
    assertThat(list.name(second)).isEqualTo("a.b");
    assertThat(list.extent(second)).isEqualTo(Extent.SUB_TREE);
  }

  @Test
  void distinctGivesTheFirstOfEach() {
    NameList list = new NameList();
    for (String name : List.of("b", "a", "b", "a", "a")) {
      list.add(name, Extent.SUB_TREE);
    }
    list.add("b", Extent.EXACT);
    SortedNames sorted = list.sorted(KEY);
    NameCursor distinct = sorted.distinct();
    List<String> found = new ArrayList<>();

    while (distinct.next()) {
      found.add((char) distinct.reversed()[0] + " " + distinct.extent() + sorted.arrival());
    }

    assertThat(found).containsExactlyInAnyOrder("a SUB_TREE1", "b SUB_TREE0", "b EXACT5");
  }

  @Test
  void aListTakesLittleMoreThanItsText() {
    NameList list = new NameList();
    assertThat(list.bytes()).isLessThan(700);

    for (int i = 0; i < 100_000; i++) {
      list.add("name-" + i + ".example", Extent.SUB_TREE);
    }

    assertThat(list.bytes()).isLessThan(100_000 * (18 + 1 + 4 + 5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\u0000", "\u0161.example"})
  void whatNoNameCanBeIsRefused(String name) {
    NameList list = new NameList();

    assertThatIllegalArgumentException().isThrownBy(() -> list.add(name, Extent.EXACT));
    assertThat(list.size()).isZero();
  }

  private static Arrival at(SortedNames sorted) {
    String name = NameByte.text(sorted.reversed(), 0, sorted.length());
    return new Arrival(name, sorted.extent(), sorted.arrival());
  }
}
