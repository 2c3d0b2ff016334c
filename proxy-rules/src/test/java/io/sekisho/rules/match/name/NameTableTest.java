package io.sekisho.rules.match.name;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Hits;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class NameTableTest {
  private static final HashKey KEY = new HashKey(1, 2, 3, 4);
  private static final String LONGEST = "a.".repeat(126) + "b";

  /** The tables there are. */
  enum Kind {
    HASHED {
      @Override
      NameTable build(NameList list) {
        return HashedNames.build(list.sorted(KEY), KEY);
      }
    },
    PACKED {
      @Override
      NameTable build(NameList list) {
        return PackedNames.over(PackedNames.build(list.sorted(KEY), list.size(), KEY), KEY);
      }
    };

    abstract NameTable build(NameList list);
  }

  private final HostWalk walk = new HostWalk(KEY);
  private final Hits hits = new Hits();

  static Stream<org.junit.jupiter.params.provider.Arguments> kindsAndSizes() {
    return Stream.of(Kind.values())
        .flatMap(
            kind ->
                Stream.of(0, 1, 2, 15, 16, 17, 31, 32, 33, 255, 257, 4_000, 100_000)
                    .map(size -> org.junit.jupiter.params.provider.Arguments.of(kind, size)));
  }

  @ParameterizedTest
  @MethodSource("kindsAndSizes")
  void aTableAnswersAsTheNaiveNamesDo(Kind kind, int size) {
    RandomNames random = new RandomNames(size);
    NaiveNames naive = new NaiveNames();
    List<String> names = new ArrayList<>(List.of("com", LONGEST));
    for (int i = 0; i < size; i++) {
      String name = random.name();
      naive.add(name, random.extent());
      names.add(name);
    }
    NameTable table = kind.build(naive.list());
    SplittableRandom pick = new SplittableRandom(size);

    for (int i = 0; i < 15_000; i++) {
      String host = random.host(names.get(pick.nextInt(names.size())));

      assertThat(covering(table, host)).as(host).isEqualTo(naive.covering(host));
      assertThat(isListed(table, host, Extent.EXACT)).isEqualTo(naive.has(host, Extent.EXACT));
      assertThat(isListed(table, host, Extent.SUB_TREE))
          .isEqualTo(naive.has(host, Extent.SUB_TREE));
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndSizes")
  void everyEntryIsFoundAndTheCursorGivesAllInOrder(Kind kind, int size) {
    RandomNames random = new RandomNames(-size);
    NaiveNames naive = new NaiveNames();
    for (int i = 0; i < size; i++) {
      naive.add(random.name(), random.extent());
    }
    NameTable table = kind.build(naive.list());

    NameCursor cursor = table.cursor();
    NameCursor expected = naive.list().sorted(KEY);
    for (int entry = 0; entry < naive.size(); entry++) {
      assertThat(cursor.next() && expected.next()).isTrue();
      assertThat(text(cursor)).isEqualTo(text(expected));
      assertThat(NaiveNames.key(table.name(entry), table.extent(entry))).isEqualTo(text(cursor));
      assertThat(table.find(walk.to(table.name(entry)), cursor.extent())).isEqualTo(entry);
    }
    assertThat(cursor.next()).isFalse();
    assertThat(table.size()).isEqualTo(naive.size());
  }

  @ParameterizedTest
  @EnumSource
  void namesOfEveryLengthAreFound(Kind kind) {
    NameList list = new NameList();
    String all = ("abcdefghi.klmnopqrstuvwxyz0123456789-_" + "z".repeat(26)).repeat(4);
    for (int length = 1; length <= 253; length++) {
      list.add(all.substring(all.length() - length), Extent.SUB_TREE);
      list.add(all.substring(all.length() - length), Extent.EXACT);
    }
    NameTable table = kind.build(list);

    for (int length = 1; length <= 253; length++) {
      String name = all.substring(all.length() - length);
      String subTree = NaiveNames.key(name, Extent.SUB_TREE);
      assertThat(covering(table, name)).startsWith(NaiveNames.key(name, Extent.EXACT), subTree);
    }
  }

  @ParameterizedTest
  @EnumSource
  void namesOfCharactersThatTakeMostRoomAreFoundAmongOthers(Kind kind) {
    NameList list = new NameList();
    for (int length = 1; length <= 253; length++) {
      list.add("\u00f0\u00f1".repeat(127).substring(0, length), Extent.SUB_TREE);
      list.add("\u00f2".repeat(length), Extent.EXACT);
      list.add("name-" + length + ".example", Extent.SUB_TREE);
    }
    NameTable table = kind.build(list);

    NameCursor cursor = table.cursor();
    for (int entry = 0; entry < list.size(); entry++) {
      assertThat(cursor.next()).isTrue();
      String name = table.name(entry);
      assertThat(text(cursor)).isEqualTo(NaiveNames.key(name, table.extent(entry)));
      assertThat(table.find(walk.to(name), table.extent(entry))).isEqualTo(entry);
    }
    for (int arrival = 0; arrival < list.size(); arrival++) {
      assertThat(isListed(table, list.name(arrival), list.extent(arrival))).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNameWithBytesThatHostNamesDoNotHaveIsNotLost(Kind kind) {
    NameList list = new NameList();
    list.add("a*b.~!\u00ff\u0080.example", Extent.SUB_TREE);
    list.add("a*b.~!\u00ff.example", Extent.EXACT);
    NameTable table = kind.build(list);

    assertThat(covering(table, "x.a*b.~!\u00ff\u0080.example"))
        .containsExactly("a*b.~!\u00ff\u0080.example SUB_TREE");
    assertThat(covering(table, "a*b.~!\u00ff.example"))
        .containsExactly("a*b.~!\u00ff.example EXACT");
  }

  @ParameterizedTest
  @EnumSource
  void aHostInABufferIsFoundAgainAfterSomebodyReadIt(Kind kind) {
    NameList list = new NameList();
    list.add("login.bad.example", Extent.SUB_TREE);
    NameTable table = kind.build(list);
    byte[] bytes = "GET http://www.Login.BAD.example/".getBytes(StandardCharsets.ISO_8859_1);
    walk.to(bytes, 11, bytes.length - 1);

    table.collect(walk, hits);
    String read = walk.host().toString();
    table.collect(walk, hits);

    assertThat(read).isEqualTo("www.login.bad.example");
    assertThat(hits.count()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void aCharacterIsNotTakenForItsLowByte(Kind kind) {
    NameList list = new NameList();
    list.add("bad.example", Extent.SUB_TREE);
    NameTable table = kind.build(list);

    assertThat(covering(table, "b\u0161d.example")).isEmpty();
    assertThat(covering(table, "\u0161.bad.example")).isEmpty();
    assertThat(covering(table, CharBuffer.wrap("b\u0161d.example"))).isEmpty();
    assertThat(covering(table, "\u00e4.bad.example")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void oddHostsAreNotListed(Kind kind) {
    NameList list = new NameList();
    list.add("com", Extent.SUB_TREE);
    list.add("b", Extent.SUB_TREE);
    NameTable table = kind.build(list);

    for (String odd : List.of("", ".", "..", "com..", "a".repeat(300), "a.".repeat(400) + "com")) {
      assertThat(covering(table, odd)).as(odd).isEmpty();
      assertThat(isListed(table, odd, Extent.SUB_TREE)).isFalse();
    }
    assertThat(covering(table, LONGEST)).containsExactly("b SUB_TREE");
    assertThat(covering(table, LONGEST + ".")).containsExactly("b SUB_TREE");
    assertThat(covering(table, "x" + LONGEST)).isEmpty();
    assertThat(covering(table, ".".repeat(250) + "com")).containsExactly("com SUB_TREE");
  }

  @ParameterizedTest
  @EnumSource
  void everyTailOfALongHostCanBeListed(Kind kind) {
    NameList list = new NameList();
    for (int i = 0; i < LONGEST.length(); i += 2) {
      list.add(LONGEST.substring(i), Extent.SUB_TREE);
    }
    list.add(LONGEST, Extent.EXACT);
    NameTable table = kind.build(list);

    List<String> covering = covering(table, LONGEST);

    assertThat(covering).hasSize(128).startsWith(LONGEST + " EXACT", LONGEST + " SUB_TREE");
    assertThat(covering).endsWith("a.b SUB_TREE", "b SUB_TREE");
  }

  private List<String> covering(NameTable table, CharSequence host) {
    hits.clear();
    table.collect(walk.to(host), hits);
    List<String> covering = new ArrayList<>();
    for (int i = 0; i < hits.count(); i++) {
      int entry = hits.entry(i);
      covering.add(NaiveNames.key(table.name(entry), table.extent(entry)));
    }
    return Collections.unmodifiableList(covering);
  }

  /** Asked by bytes, from somewhere within an array. */
  private boolean isListed(NameTable table, String host, Extent extent) {
    byte[] bytes = ("//" + host + "/").getBytes(StandardCharsets.ISO_8859_1);
    int entry = table.find(walk.to(bytes, 2, bytes.length - 1), extent);
    return entry != Hits.NONE;
  }

  private static String text(NameCursor cursor) {
    return NaiveNames.key(NameByte.text(cursor.reversed(), 0, cursor.length()), cursor.extent());
  }
}
