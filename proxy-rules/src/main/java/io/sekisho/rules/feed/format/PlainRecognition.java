package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.Pattern;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells lists of one destination a line, and which of them: {@code ips} where hardly any is
 * anything but an address, {@code urls} where hardly any is anything but a URL, {@code maltrail}
 * where its heuristics occur, and otherwise {@code domains}. Where heuristics are most of it, it is
 * a list of expressions, and none of these.
 */
final class PlainRecognition implements Recognition {
  /** Among so many lines, one of another kind is a slip. */
  private static final int SLIP_SHARE = 50;

  private static final java.util.regex.Pattern SCHEME =
      java.util.regex.Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://");
  private static final java.util.regex.Pattern WEB_SCHEME =
      java.util.regex.Pattern.compile("https?://", java.util.regex.Pattern.CASE_INSENSITIVE);

  private final Map<Shape, Integer> lines = new EnumMap<>(Shape.class);

  private enum Shape {
    ADDRESS,
    NAME,
    URL,
    /** What maltrail alone writes: a path without a host, an expression. */
    HEURISTIC
  }

  @Override
  public boolean knows(FeedLine line) {
    Shape shape = shape(line);
    if (shape != null) {
      lines.merge(shape, 1, Integer::sum);
    }
    return shape != null;
  }

  @Override
  public Set<String> labels(String file) {
    int all = lines.values().stream().mapToInt(Integer::intValue).sum();
    if (of(Shape.HEURISTIC) > 0) {
      return of(Shape.HEURISTIC) * 2 <= all ? Set.of("maltrail") : Set.of();
    }
    if (areHardlyAny(all - of(Shape.ADDRESS), all)) {
      return Set.of(addresses(file));
    }
    return Set.of(areHardlyAny(all - of(Shape.URL), all) ? "urls" : "domains");
  }

  /** Lists of addresses are written alike, so their names alone tell them apart. */
  private static String addresses(String file) {
    if (file.contains("edl")) {
      return "edl";
    }
    return file.contains(".ipset") || file.contains(".netset") ? "ipset" : "ips";
  }

  private static boolean areHardlyAny(int others, int all) {
    return others * SLIP_SHARE < all;
  }

  private int of(Shape shape) {
    return lines.getOrDefault(shape, 0);
  }

  private static @Nullable Shape shape(FeedLine line) {
    String text = line.text();
    if (text.startsWith("/") || looksLikeExpression(text)) {
      return Shape.HEURISTIC;
    }
    Shape shape = ofDestination(line);
    return shape != Shape.URL && isAddress(line) ? Shape.ADDRESS : shape;
  }

  private static boolean looksLikeExpression(String text) {
    boolean quoted = text.indexOf('"') >= 0 || text.indexOf('=') >= 0 || text.indexOf(' ') >= 0;
    return !quoted && text.indexOf('\\') >= 0 && MaltrailLine.isExpression(text);
  }

  private static boolean isAddress(FeedLine line) {
    return entries(new IpsLine(), line).stream()
        .allMatch(
            entry ->
                entry.fold(claim -> true, exemption -> false, rejected -> false, note -> false));
  }

  private static @Nullable Shape ofDestination(FeedLine line) {
    for (FeedEntry entry : entries(new DomainsLine(), line)) {
      return entry.<@Nullable Shape>fold(
          claim -> isUrl(line, claim.pattern()) ? Shape.URL : Shape.NAME,
          exemption -> null,
          rejected -> SCHEME.matcher(line.text()).lookingAt() ? Shape.URL : null,
          note -> null);
    }
    return null;
  }

  private static boolean isUrl(FeedLine line, Pattern pattern) {
    return pattern.kind() == Pattern.Kind.URL || WEB_SCHEME.matcher(line.text()).lookingAt();
  }

  private static List<FeedEntry> entries(LineParser parser, FeedLine line) {
    List<FeedEntry> entries = new ArrayList<>(1);
    parser.parse(line, entries::add);
    return entries;
  }
}
