package io.sekisho.proxy.answer;

import io.sekisho.rules.indicator.Indicator;
import java.nio.charset.StandardCharsets;

/** The indicator that stopped a flow, for whoever may know. */
final class Listing {
  private Listing() {}

  static String text(Indicator indicator) {
    return indicator.feed() + ": " + indicator.pattern();
  }

  /** As a dictionary of strings (RFC 9651, 3.2); what they cannot hold is percent-encoded. */
  static String field(Indicator indicator) {
    return "feed="
        + quoted(indicator.feed())
        + ", pattern="
        + quoted(indicator.pattern().toString());
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (octet < ' ' || octet > '~') {
        quoted.append('%').append("%02X".formatted(octet));
      } else {
        quoted.append(octet == '"' || octet == '\\' ? "\\" : "").append((char) octet);
      }
    }
    return quoted.append('"').toString();
  }
}
