package io.sekisho.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EchTest {
  private static final byte[] NAME = Hellos.serverName("a.example");
  private static final byte[] TICKET = Hellos.extension(41, new byte[9]);

  @Test
  void aHelloWithoutTheExtensionHasNone() {
    assertThat(ech(NAME)).isEqualTo(Ech.NONE);
  }

  @ParameterizedTest
  @ValueSource(ints = {144, 176, 208, 240})
  void whatBoringSslSendsToEverybodyIsGrease(int payload) {
    assertThat(ech(NAME, Hellos.ech(payload))).isEqualTo(Ech.GREASE);
    assertThat(ech(NAME, Hellos.ech(payload), TICKET)).isEqualTo(Ech.GREASE);
  }

  @ParameterizedTest
  @ValueSource(ints = {239, 240, 271, 272})
  void whatNssSendsToEverybodyIsGrease(int payload) {
    byte[] chaCha = Hellos.ech(Hellos.bytes(0, 0, 1, 0, 3, 5), new byte[32], payload);

    assertThat(ech(NAME, chaCha)).isEqualTo(Ech.GREASE);
  }

  @ParameterizedTest
  @ValueSource(ints = {303, 304, 368, 1008})
  void aPayloadWithRoomForATicketIsGreaseWhereThereIsOne(int payload) {
    assertThat(ech(NAME, Hellos.ech(payload), TICKET)).isEqualTo(Ech.GREASE);
    assertThat(ech(NAME, Hellos.ech(payload))).isEqualTo(Ech.REAL);
  }

  @Test
  void everyOtherLengthIsReal() {
    int[] lengths =
        IntStream.range(0, 600)
            .filter(length -> length < 143 || (length % 32 != 16 && length % 32 != 15))
            .toArray();

    assertThat(Arrays.stream(lengths).mapToObj(length -> ech(NAME, Hellos.ech(length))))
        .containsOnly(Ech.REAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cloudflare-ech.com",
        "CLOUDFLARE-ECH.COM.",
        "ech-public.atmeta.com",
        "public.tls-ech.dev",
        "cover.defo.ie"
      })
  void aPublicNameOfAProviderMakesItReal(String name) {
    assertThat(ech(Hellos.serverName(name), Hellos.ech(176))).isEqualTo(Ech.REAL);
  }

  static Stream<Arguments> forms() {
    byte[] key = new byte[32];
    return Stream.of(
        Arguments.of("empty", Hellos.extension(Hellos.ECH, new byte[0])),
        Arguments.of("inner", Hellos.extension(Hellos.ECH, Hellos.bytes(1))),
        Arguments.of("another type", Hellos.ech(Hellos.bytes(2, 0, 1, 0, 1, 7), key, 176)),
        Arguments.of("another KDF", Hellos.ech(Hellos.bytes(0, 0, 2, 0, 1, 7), key, 176)),
        Arguments.of("another AEAD", Hellos.ech(Hellos.bytes(0, 0, 1, 0, 2, 7), key, 176)),
        Arguments.of("no key", Hellos.ech(Hellos.bytes(0, 0, 1, 0, 1, 7), new byte[0], 176)),
        Arguments.of("another key", Hellos.ech(Hellos.bytes(0, 0, 1, 0, 1, 7), new byte[65], 176)),
        Arguments.of(
            "cut off", Hellos.extension(Hellos.ECH, Arrays.copyOfRange(Hellos.ech(176), 4, 99))),
        Arguments.of(
            "bytes behind",
            Hellos.extension(
                Hellos.ECH,
                Hellos.concat(
                    Arrays.copyOfRange(Hellos.ech(176), 4, Hellos.ech(176).length), new byte[1]))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void whatNoBrowserSendsAtRandomIsReal(String form, byte[] extension) {
    assertThat(ech(NAME, extension)).as(form).isEqualTo(Ech.REAL);
  }

  private static Ech ech(byte[]... extensions) {
    return Readings.hello(Hellos.record(Hellos.hello(extensions))).ech();
  }
}
