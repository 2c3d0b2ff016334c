package io.sekisho.proxy.answer;

import io.sekisho.proxy.http.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The languages that there are words of: those in the resource {@code languages}, a tag a line. The
 * first is for whoever asks for none of them.
 */
final class Languages {
  private static final List<Words> ALL = read();

  private Languages() {}

  private static List<Words> read() {
    try (InputStream in =
        Objects.requireNonNull(Languages.class.getResourceAsStream("languages"))) {
      String tags = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return tags.lines().map(Words::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Words> all() {
    return ALL;
  }

  static Words usual() {
    return ALL.get(0);
  }

  /** What the client reads best, by its Accept-Language (RFC 9110, 12.5.4). */
  static Words wanted(Headers request) {
    List<Weighted> ranges = new ArrayList<>(Weighted.in(request, "Accept-Language"));
    ranges.sort(Comparator.comparingInt(Weighted::thousandths).reversed());
    for (Weighted range : ranges) {
      Optional<Words> found = range.isRefusal() ? Optional.empty() : lookUp(range.range(), ranges);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return firstBut(ranges).orElse(usual());
  }

  /** By RFC 4647, 3.4: what the range says, else with ever fewer of its subtags. */
  private static Optional<Words> lookUp(String range, List<Weighted> ranges) {
    if (range.equals("*")) {
      return firstBut(ranges);
    }
    for (String rest = range; !rest.isEmpty(); rest = shortened(rest)) {
      Optional<Words> found = under(rest);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static String shortened(String range) {
    return range.substring(0, Math.max(range.lastIndexOf('-'), 0));
  }

  /** The first whose tag is this range, or begins with it. */
  private static Optional<Words> under(String range) {
    return ALL.stream().filter(words -> isUnder(range, words)).findFirst();
  }

  private static boolean isUnder(String range, Words words) {
    return (words.tag().toLowerCase(Locale.ROOT) + "-").startsWith(range + "-");
  }

  /** The first that is not refused. */
  private static Optional<Words> firstBut(List<Weighted> ranges) {
    return ALL.stream()
        .filter(
            words ->
                ranges.stream()
                    .noneMatch(range -> range.isRefusal() && isUnder(range.range(), words)))
        .findFirst();
  }
}
