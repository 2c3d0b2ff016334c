package io.sekisho.rules.indicator;

import com.ibm.icu.text.IDNA;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The one canonicaliser. Most names are plain lower-case ASCII and take the first branch; only
 * non-ASCII and {@code xn--} names pay for UTS 46 (ICU4J: the JDK's IDN is IDNA2003, which
 * disagrees with what clients resolve).
 */
final class HostParser {
  /** Longest text looked at: 253 characters, each at most a percent-encoded 4-byte code point. */
  private static final int MAX_TEXT = HostName.MAX_LENGTH * 12;

  /** Longest text given to UTS 46, whose time grows with the square of a label's length. */
  private static final int MAX_UTS46_TEXT = 512;

  private static final IDNA UTS46 =
      IDNA.getUTS46Instance(
          IDNA.NONTRANSITIONAL_TO_ASCII
              | IDNA.NONTRANSITIONAL_TO_UNICODE
              | IDNA.CHECK_BIDI
              | IDNA.CHECK_CONTEXTJ);

  /** Lengths are checked by our own grammar, and real names such as no--ip.biz break the rest. */
  private static final Set<IDNA.Error> TOLERATED =
      EnumSet.of(
          IDNA.Error.EMPTY_LABEL,
          IDNA.Error.LABEL_TOO_LONG,
          IDNA.Error.DOMAIN_NAME_TOO_LONG,
          IDNA.Error.LEADING_HYPHEN,
          IDNA.Error.TRAILING_HYPHEN,
          IDNA.Error.HYPHEN_3_4);

  private HostParser() {}

  static Parsed<Host> parse(CharSequence text) {
    String raw = text.toString();
    return HostNameGrammar.faultIn(raw).isEmpty() && !hasAceLabel(raw)
        ? Parsed.of(new HostName(raw))
        : unusual(raw);
  }

  private static Parsed<Host> unusual(String raw) {
    if (raw.isEmpty()) {
      return Parsed.refused(Refusal.EMPTY);
    }
    if (raw.length() > MAX_TEXT) {
      return Parsed.refused(Refusal.NAME_TOO_LONG);
    }
    if (raw.charAt(0) == '[') {
      return raw.endsWith("]")
          ? Ipv6Parser.parse(raw.substring(1, raw.length() - 1)).flatMap(Parsed::of)
          : Parsed.refused(Refusal.BAD_ADDRESS);
    }
    if (raw.indexOf(':') >= 0) {
      return Ipv6Parser.parse(raw).flatMap(Parsed::of);
    }
    return raw.indexOf('%') < 0 ? domain(raw) : percentDecoded(raw).flatMap(HostParser::domain);
  }

  private static Parsed<Host> domain(String text) {
    return needsUts46(text) ? uts46(text).flatMap(HostParser::ascii) : ascii(lowerCase(text));
  }

  private static Parsed<Host> ascii(String lowerCase) {
    String name =
        lowerCase.endsWith(".") ? lowerCase.substring(0, lowerCase.length() - 1) : lowerCase;
    if (Ipv4Parser.endsInNumber(name)) {
      return Ipv4Parser.parse(name).flatMap(Parsed::of);
    }
    Optional<Refusal> fault = HostNameGrammar.faultIn(name);
    return fault.isPresent() ? Parsed.refused(fault.get()) : Parsed.of(new HostName(name));
  }

  private static boolean needsUts46(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return true;
      }
    }
    return hasAceLabel(text);
  }

  private static boolean hasAceLabel(String text) {
    for (int hyphens = text.indexOf("--");
        hyphens >= 0;
        hyphens = text.indexOf("--", hyphens + 1)) {
      int start = hyphens - 2;
      boolean atLabelStart = start == 0 || (start > 0 && text.charAt(start - 1) == '.');
      if (atLabelStart && text.regionMatches(true, start, "xn", 0, 2)) {
        return true;
      }
    }
    return false;
  }

  private static String lowerCase(String ascii) {
    return ascii.toLowerCase(Locale.ROOT);
  }

  private static Parsed<String> uts46(String text) {
    if (text.length() > MAX_UTS46_TEXT) {
      return Parsed.refused(Refusal.NAME_TOO_LONG);
    }
    IDNA.Info info = new IDNA.Info();
    StringBuilder ascii = UTS46.nameToASCII(text, new StringBuilder(text.length() + 16), info);
    return TOLERATED.containsAll(info.getErrors())
        ? Parsed.of(ascii.toString())
        : Parsed.refused(Refusal.BAD_IDN);
  }

  private static Parsed<String> percentDecoded(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer decoded = ByteBuffer.allocate(utf8.length);
    for (int i = 0; i < utf8.length; i++) {
      if (utf8[i] != '%') {
        decoded.put(utf8[i]);
      } else {
        int high = i + 2 < utf8.length ? Character.digit(utf8[i + 1], 16) : -1;
        int low = i + 2 < utf8.length ? Character.digit(utf8[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          return Parsed.refused(Refusal.BAD_PERCENT_ENCODING);
        }
        decoded.put((byte) (high << 4 | low));
        i += 2;
      }
    }
    try {
      return Parsed.of(StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString());
    } catch (CharacterCodingException e) {
      return Parsed.refused(Refusal.BAD_PERCENT_ENCODING);
    }
  }
}
