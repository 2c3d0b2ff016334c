package io.sekisho.rules.feed.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the format from the shapes of the lines: of all at the beginning, and of a part of the
 * rest, since sorted lists begin with one kind and end with another. Ad-block rules, hosts entries,
 * certificates and plain destinations are told apart by majority; where more than one is common,
 * the file's name may decide, and otherwise nobody does. Plain destinations are {@code ips} where
 * hardly any is a name, {@code maltrail} where its heuristics occur, and otherwise {@code domains}.
 */
public final class FormatDetector {
  /** Lines looked at one by one; behind them, one line stands for {@link #STRIDE}. */
  private static final int LOOKED_AT = 1_000;

  private static final int STRIDE = 32;

  /** One line in so many is enough to make a format a candidate. */
  private static final int CANDIDATE_SHARE = 10;

  /** Among so many addresses, one name is a slip. */
  private static final int SLIP_SHARE = 50;

  private final String origin;
  private final Map<LineShape, Integer> shapes = new EnumMap<>(LineShape.class);
  private @Nullable FeedLine firstOther;
  private boolean saysAdblock;
  private int lines;
  private int content;

  FormatDetector(String origin) {
    this.origin = origin;
  }

  /**
   * Reads a copy to its end.
   *
   * @param origin the name or path of the file, a hint
   * @param copy unpacked; not closed here
   */
  public static FormatDetection detect(String origin, InputStream copy) throws IOException {
    FormatDetector detector = new FormatDetector(origin);
    FeedLines lines = new FeedLines(copy);
    for (@Nullable FeedLine line = lines.next(); line != null; line = lines.next()) {
      detector.look(line);
    }
    return detector.decide();
  }

  /** Takes the next line of the copy into account. */
  void look(FeedLine line) {
    saysAdblock |= content == 0 && line.text().startsWith("[Adblock");
    if (line.isBlankOrComment() || isHeader(line)) {
      return;
    }
    if (content++ < LOOKED_AT) {
      count(line, 1);
    } else if (content % STRIDE == 0) {
      count(line, STRIDE);
    }
  }

  private static boolean isHeader(FeedLine line) {
    return line.text().startsWith("[") && line.text().endsWith("]") && line.text().indexOf(':') < 0;
  }

  private void count(FeedLine line, int weight) {
    LineShape shape = LineShape.of(line);
    lines += weight;
    shapes.merge(shape, weight, Integer::sum);
    if (shape == LineShape.OTHER && firstOther == null) {
      firstOther = line;
    }
  }

  private int of(LineShape shape) {
    return shapes.getOrDefault(shape, 0);
  }

  /** What the lines so far tell. */
  FormatDetection decide() {
    if (lines == 0) {
      return found(saysAdblock ? "adblock" : "domains");
    }
    FeedLine other = firstOther;
    if (other != null && of(LineShape.OTHER) * 2 >= lines) {
      return new FormatDetection.Unknown(other.number(), other.text());
    }
    Set<String> candidates = candidates();
    return candidates.size() == 1
        ? found(candidates.iterator().next())
        : hinted(candidates)
            .map(FormatDetector::found)
            .orElseGet(() -> new FormatDetection.Ambiguous(candidates));
  }

  private Set<String> candidates() {
    Set<String> candidates = new LinkedHashSet<>();
    int adblock = of(LineShape.ADBLOCK_RULE);
    int hosts = of(LineShape.HOSTS_ENTRY);
    int certificates = of(LineShape.CERTIFICATE);
    int plain = lines - of(LineShape.OTHER) - adblock - hosts - certificates;
    int enough = Math.max(1, (lines - of(LineShape.OTHER)) / CANDIDATE_SHARE);
    if (adblock >= enough) {
      candidates.add("adblock");
    }
    if (hosts >= enough) {
      candidates.add("hosts");
    }
    if (certificates >= enough) {
      candidates.add("sslbl-certificates");
    }
    if (plain >= enough) {
      candidates.add(plainFormat());
    }
    return candidates;
  }

  private String plainFormat() {
    int named = of(LineShape.NAME) + of(LineShape.URL);
    if (of(LineShape.HEURISTIC) > 0) {
      return "maltrail";
    }
    return named * SLIP_SHARE < of(LineShape.ADDRESS) ? "ips" : "domains";
  }

  private Optional<String> hinted(Set<String> candidates) {
    String name = origin.substring(origin.lastIndexOf('/') + 1);
    String lower = name.toLowerCase(Locale.ROOT);
    return candidates.stream().filter(lower::contains).findFirst();
  }

  private static FormatDetection found(String label) {
    return new FormatDetection.Found(FormatChoice.builtIn(label).orElseThrow());
  }
}
