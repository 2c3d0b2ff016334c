package io.sekisho.proxy;

import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.TlsClientFingerprint;
import java.util.List;

/**
 * What kind of TLS client a ClientHello is from, whatever it names. Many clients share one.
 *
 * @param ja3 32 hexadecimal digits
 * @param ja4 for TLS over TCP, as in {@code t13d1516h2_8daaf6152771_e5627efa2ab1}
 */
public record TlsFingerprint(String ja3, String ja4) {

  /**
   * Each of them as a clue.
   *
   * @param greeted where the hello was sent
   */
  public List<Clue> clues(Endpoint greeted) {
    return List.of(
        clue(TlsClientFingerprint.Kind.JA3, ja3, greeted),
        clue(TlsClientFingerprint.Kind.JA4, ja4, greeted));
  }

  private static Clue clue(TlsClientFingerprint.Kind kind, String text, Endpoint greeted) {
    return Clue.ofClient(Clue.Kind.FINGERPRINT, new TlsClientFingerprint(kind, text), greeted);
  }
}
