package io.sekisho.rules.match.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Hits;
import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.Section;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressTableTest {
  private static final HashKey KEY = HashKey.random();

  @Test
  void anEmptyTableFindsNothing() {
    AddressTable table = table();

    assertThat(table.size()).isZero();
    assertThat(matches(table, "192.0.2.1")).isEmpty();
    assertThat(matches(table, "2001:db8::1")).isEmpty();
    assertThat(table.find(prefix("192.0.2.0/24"))).isEqualTo(Hits.NONE);
    assertThat(table.find(prefix("::/0"))).isEqualTo(Hits.NONE);
    assertThat(table.cursor().next()).isFalse();
    assertThat(table.bytes()).isZero();
  }

  @Test
  void onePrefixTakesHardlyMoreThanItself() {
    assertThat(table("192.0.2.1").bytes()).isLessThan(64);
    assertThat(table("2001:db8::1").bytes()).isLessThan(96);
  }

  @Test
  void theLongestPrefixComesFirst() {
    AddressTable table =
        table("192.0.2.0/24", "192.0.2.7", "0.0.0.0/0", "192.0.2.4/30", "192.0.3.0/24");

    assertThat(matches(table, "192.0.2.7"))
        .containsExactly("192.0.2.7", "192.0.2.4/30", "192.0.2.0/24", "0.0.0.0/0");
    assertThat(matches(table, "192.0.2.8")).containsExactly("192.0.2.0/24", "0.0.0.0/0");
    assertThat(matches(table, "255.255.255.255")).containsExactly("0.0.0.0/0");
  }

  @Test
  void theFamiliesAreApart() {
    AddressTable table = table("0.0.0.0/0", "::/0", "::ffff:192.0.2.7");

    assertThat(matches(table, "::ffff:192.0.2.7")).containsExactly("192.0.2.7", "0.0.0.0/0");
    assertThat(matches(table, "2001:db8::1")).containsExactly("::/0");
    assertThat(matches(table, "::")).containsExactly("::/0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"255.255.255.255", "0.0.0.0", "192.0.2.77"})
  void aChainOfEveryLengthOfIpv4IsFoundFromTheEnd(String address) {
    List<String> chain = chain(address, 32);
    AddressTable table = table(chain.toArray(String[]::new));

    assertThat(matches(table, address)).isEqualTo(chain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "::", "2001:db8:1:2:3:4:5:6"})
  void aChainOfEveryLengthOfIpv6IsFoundFromTheEnd(String address) {
    List<String> chain = chain(address, 128);
    AddressTable table = table(chain.toArray(String[]::new));

    assertThat(matches(table, address)).isEqualTo(chain);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 32, 33, 47, 48, 49, 63, 64, 65, 127, 128})
  void anIpv6PrefixOfAnyLengthIsFoundAlone(int length) {
    IpAddress inside = address("2001:db8:ffff:ffff:ffff:ffff:ffff:ffff");
    AddressPrefix prefix = new AddressPrefix(inside, length);
    AddressTable table = table(prefix.toString());

    assertThat(matches(table, inside.toString())).containsExactly(prefix.toString());
    assertThat(matches(table, "c000::")).hasSize(length == 0 ? 1 : 0);
  }

  @Test
  void aListGivesArrivalsInOrderAndTellsWhatComesAgain() {
    AddressList list = new AddressList();
    for (String text : List.of("2001:db8::/32", "192.0.2.7", "192.0.2.0/24", "192.0.2.7", "::")) {
      list.add(prefix(text));
    }

    List<String> sorted = new ArrayList<>();
    for (SortedAddresses at = list.sorted(); at.next(); ) {
      sorted.add(at.arrival() + (at.isAgain() ? " again " : " ") + at.prefix());
    }

    assertThat(sorted)
        .containsExactly(
            "2 192.0.2.0/24", "1 192.0.2.7", "3 again 192.0.2.7", "4 ::", "0 2001:db8::/32");
  }

  @Test
  void prefixesOutOfOrderAreRefused() {
    AddressList list = new AddressList();
    list.add(prefix("192.0.2.7"));
    list.add(prefix("192.0.2.7"));

    assertThatIllegalArgumentException().isThrownBy(() -> AddressTable.build(list.sorted(), KEY));
  }

  @Test
  void aTableIsReadFromMemoryOutsideOfTheHeapToo() {
    AddressList list = new AddressList();
    list.add(prefix("192.0.2.0/24"));
    list.add(prefix("192.0.2.7"));
    list.add(prefix("2001:db8::/32"));
    Image heap = AddressTable.build(list.sorted(), KEY);
    Image.Builder direct = Image.builder();
    for (Section section : heap.sections()) {
      ByteBuffer bytes = heap.section(section);
      direct.put(section, ByteBuffer.allocateDirect(bytes.limit()).put(0, bytes, 0, bytes.limit()));
    }

    AddressTable table = AddressTable.over(direct.build(), KEY);

    assertThat(matches(table, "192.0.2.7")).containsExactly("192.0.2.7", "192.0.2.0/24");
    assertThat(matches(table, "2001:db8::1")).containsExactly("2001:db8::/32");
  }

  private static List<String> chain(String text, int bits) {
    List<String> chain = new ArrayList<>();
    for (int length = bits; length >= 0; length--) {
      chain.add(new AddressPrefix(address(text), length).toString());
    }
    return chain;
  }

  private static AddressTable table(String... prefixes) {
    AddressList list = new AddressList();
    for (String text : prefixes) {
      list.add(prefix(text));
    }
    return AddressTable.over(AddressTable.build(list.sorted(), KEY), KEY);
  }

  private static List<String> matches(AddressTable table, String address) {
    Hits hits = new Hits();
    table.collect(address(address), hits);
    List<String> matches = new ArrayList<>();
    for (int i = 0; i < hits.count(); i++) {
      matches.add(table.prefix(hits.entry(i)).toString());
    }
    return matches;
  }

  private static AddressPrefix prefix(String text) {
    return AddressPrefix.parse(text).orElseThrow();
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }
}
