package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Addresses in owner names, against a model that writes them label by label. */
final class RpzAddressTest {
  private static final int ROUNDS = 2_000;

  private final SplittableRandom random = new SplittableRandom(20_261_124);

  @Test
  void aV4PrefixIsItsLengthAndItsOctetsTurnedAround() throws UnknownHostException {
    List<String> owners = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      byte[] octets = new byte[4];
      random.nextBytes(octets);
      int length = random.nextInt(33);
      List<String> labels = new ArrayList<>();
      for (byte octet : octets) {
        labels.add(0, Integer.toString(octet & 0xff));
      }
      owners.add(length + "." + String.join(".", labels));
      expected.add(prefix(octets, length).toString());
    }

    assertThat(prefixesOf(owners)).isEqualTo(expected);
  }

  @Test
  void aV6PrefixIsItsLengthAndItsGroupsTurnedAround() throws UnknownHostException {
    List<String> owners = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = new byte[16];
      random.nextBytes(bytes);
      bytes[0] = 0x20;
      int zeroFrom = random.nextInt(1, 8);
      int zeroTo = random.nextInt(zeroFrom, 9);
      Arrays.fill(bytes, 2 * zeroFrom, 2 * zeroTo, (byte) 0);
      int length = random.nextInt(129);
      owners.add(length + "." + labels(bytes, zeroFrom, zeroTo));
      expected.add(prefix(bytes, length).toString());
    }

    assertThat(prefixesOf(owners)).isEqualTo(expected);
  }

  private static List<String> prefixesOf(List<String> owners) {
    String zone = String.join(".rpz-ip CNAME .\n", owners) + ".rpz-ip CNAME .\n";
    return Entries.described("rpz", zone).stream()
        .map(entry -> entry.substring(entry.lastIndexOf(' ') + 1))
        .toList();
  }

  private static String labels(byte[] bytes, int zeroFrom, int zeroTo) {
    List<String> groups = new ArrayList<>();
    for (int group = 0; group < 8; group++) {
      if (zeroTo > zeroFrom && group == zeroFrom) {
        groups.add("zz");
        group = zeroTo - 1;
      } else {
        groups.add(Integer.toHexString(ByteBuffer.wrap(bytes).getChar(2 * group)));
      }
    }
    Collections.reverse(groups);
    return String.join(".", groups);
  }

  private static AddressPrefix prefix(byte[] bytes, int length) throws UnknownHostException {
    return new AddressPrefix(IpAddress.of(InetAddress.getByAddress(bytes)), length);
  }
}
