package io.sekisho.rules.indicator;

import java.util.HexFormat;
import java.util.Locale;

/**
 * The SHA-1 of a certificate's DER encoding, as lists of certificates name it.
 *
 * @param sha1 40 lower-case hexadecimal digits
 */
public record CertificateFingerprint(String sha1) {
  public static final int DIGITS = 40;

  public CertificateFingerprint {
    if (!isHex(sha1)) {
      throw new IllegalArgumentException("no SHA-1 fingerprint: " + sha1);
    }
  }

  /** That of the 20 bytes that SHA-1 gave. */
  public static CertificateFingerprint of(byte[] digest) {
    return new CertificateFingerprint(HexFormat.of().formatHex(digest));
  }

  /** Reads 40 hexadecimal digits, with or without colons between the bytes. */
  public static Parsed<CertificateFingerprint> parse(String text) {
    String digits = text.replace(":", "").toLowerCase(Locale.ROOT);
    boolean wellFormed = text.length() == digits.length() || text.length() == DIGITS * 3 / 2 - 1;
    return wellFormed && isHex(digits)
        ? Parsed.of(new CertificateFingerprint(digits))
        : Parsed.refused(Refusal.BAD_FINGERPRINT);
  }

  private static boolean isHex(String text) {
    return text.length() == DIGITS
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  @Override
  public String toString() {
    return sha1;
  }
}
