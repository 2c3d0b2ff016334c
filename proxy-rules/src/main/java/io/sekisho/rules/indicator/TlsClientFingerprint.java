package io.sekisho.rules.indicator;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What lists call a TLS client by: a digest of how it greets. Many programs share one, so it says
 * less than a destination.
 *
 * @param text in the form that its kind has, in lower case but for the two characters of a JA4 that
 *     are a protocol's
 */
public record TlsClientFingerprint(Kind kind, String text) {
  private static final int JA3_DIGITS = 32;
  private static final Predicate<String> JA4_FORM =
      Pattern.compile("[tqd][0-9a-z]{2}[di][0-9]{4}[0-9A-Za-z]{2}_[0-9a-f]{12}_[0-9a-f]{12}")
          .asMatchPredicate();

  /** How a ClientHello is digested. */
  public enum Kind {
    /** The MD5 of the hello's numbers, 32 hexadecimal digits. */
    JA3,
    /** Such as {@code t13d1516h2_8daaf6152771_b186095e22b6}. */
    JA4
  }

  public TlsClientFingerprint {
    if (!isOf(kind, text)) {
      throw new IllegalArgumentException("no " + kind + ": " + text);
    }
  }

  /** Reads either kind, which their forms tell apart. */
  public static Parsed<TlsClientFingerprint> parse(String text) {
    String form = JA4_FORM.test(text) ? text : text.toLowerCase(Locale.ROOT);
    for (Kind kind : Kind.values()) {
      if (isOf(kind, form)) {
        return Parsed.of(new TlsClientFingerprint(kind, form));
      }
    }
    return Parsed.refused(Refusal.BAD_FINGERPRINT);
  }

  private static boolean isOf(Kind kind, String text) {
    return switch (kind) {
      case JA3 -> text.length() == JA3_DIGITS && text.chars().allMatch(TlsClientFingerprint::isHex);
      case JA4 -> JA4_FORM.test(text);
    };
  }

  private static boolean isHex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  @Override
  public String toString() {
    return text;
  }
}
