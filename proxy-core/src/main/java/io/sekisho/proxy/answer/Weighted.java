package io.sekisho.proxy.answer;

import io.sekisho.proxy.http.Headers;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One member of a list of preferences (RFC 9110, 12.4.2 and 12.5).
 *
 * @param range in lower case, without its parameters
 * @param thousandths its weight, from 0, which is a refusal, to 1000
 */
record Weighted(String range, int thousandths) {
  /** Members beyond these are not read: nobody has so many preferences. */
  private static final int MOST = 64;

  private static final int FULL = 1_000;
  private static final Pattern MEMBER = Pattern.compile("([^;\\s]+)\\s*(?:;(.*))?");
  private static final Pattern WEIGHT =
      Pattern.compile("\\s*q\\s*=\\s*(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)\\s*");

  /**
   * The members over all fields of this name, in their order; those that are malformed are none.
   */
  static List<Weighted> in(Headers headers, String name) {
    return headers.tokens(name).stream()
        .limit(MOST)
        .map(Weighted::parse)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Weighted> parse(String member) {
    Matcher parts = MEMBER.matcher(member);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int weight = FULL;
    String parameters = parts.group(2) == null ? "" : parts.group(2);
    for (String parameter : parameters.split(";", -1)) {
      if (parameter.stripLeading().startsWith("q")) {
        weight = weight(parameter);
      }
    }
    return weight < 0 ? Optional.empty() : Optional.of(new Weighted(parts.group(1), weight));
  }

  /** Negative where it is none. */
  private static int weight(String parameter) {
    Matcher weight = WEIGHT.matcher(parameter);
    return weight.matches() ? Math.round(Float.parseFloat(weight.group(1)) * FULL) : -1;
  }

  boolean isRefusal() {
    return thousandths == 0;
  }
}
