package io.sekisho.rules.match;

import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one index by number: the name where it is one of a name, the claim, and the line
 * of the copy that the index was built from. The tables of the index find the number.
 */
final class EntryStore {
  static final int NONE = -1;

  /** What the pattern of an entry takes that is none of a name, and what finds it. */
  private static final int BYTES_OF_KEY = 180;

  private static final int BYTES_OF_CLAIM = 250;

  /** The name that a pattern is of as a whole; empty where it is of anything else. */
  private static final Pattern.Cases<String> NAME =
      new Pattern.Cases<>(
          subTree -> subTree.name().ascii(),
          exactName -> exactName.name().ascii(),
          prefix -> "",
          socket -> "",
          url -> "",
          certificate -> "",
          fingerprint -> "");

  private final ClaimTable claims = new ClaimTable();
  private final NameArena names = new NameArena();

  /** The patterns that are none of a name; no longer than the last of them asks for. */
  private @Nullable Pattern[] patterns = new Pattern[0];

  private int[] lines = new int[16];
  private int[] claimNumbers = new int[16];
  private int keys;

  NameArena names() {
    return names;
  }

  int size() {
    return names.count();
  }

  /** A new entry of a pattern that is none of a name. */
  int append(Pattern pattern) {
    int entry = append("");
    if (entry >= patterns.length) {
      patterns = Arrays.copyOf(patterns, Growth.next(entry));
    }
    patterns[entry] = pattern;
    keys++;
    return entry;
  }

  /** A new entry of a name. */
  int append(String name) {
    int entry = size();
    if (entry == lines.length) {
      lines = Arrays.copyOf(lines, Growth.next(entry));
      claimNumbers = Arrays.copyOf(claimNumbers, lines.length);
      patterns = Arrays.copyOf(patterns, Math.min(patterns.length, size()));
    }
    names.add(name);
    return entry;
  }

  void describe(int entry, Indicator indicator) {
    lines[entry] = indicator.line();
    claimNumbers[entry] = claims.numberOf(indicator);
  }

  Pattern.Kind kind(int entry) {
    return claim(entry).kind();
  }

  boolean isOf(int entry, Pattern pattern) {
    if (kind(entry) != pattern.kind()) {
      return false;
    }
    String name = pattern.fold(NAME);
    return name.isEmpty() ? pattern.equals(patterns[entry]) : names.equals(entry, name, 0);
  }

  Pattern pattern(int entry) {
    Pattern pattern = entry < patterns.length ? patterns[entry] : null;
    if (pattern != null) {
      return pattern;
    }
    HostName name = new HostName(names.text(entry));
    return kind(entry) == Pattern.Kind.NAME
        ? new Pattern.SubTree(name)
        : new Pattern.ExactName(name);
  }

  Claim claim(int entry) {
    return claims.claim(claimNumbers[entry]);
  }

  int claims() {
    return claims.size();
  }

  int claimNumber(int entry) {
    return claimNumbers[entry];
  }

  /** A claim by its own number. */
  Claim claimNumbered(int number) {
    return claims.claim(number);
  }

  /** Not copied: what the copy that it was built from says. */
  int[] lines() {
    return lines;
  }

  /** Gives back what only adding needs. Nothing can be added afterwards. */
  void seal() {
    claims.seal();
    names.trim();
    patterns = Arrays.copyOf(patterns, Math.min(patterns.length, size()));
    lines = Arrays.copyOf(lines, size());
    claimNumbers = Arrays.copyOf(claimNumbers, size());
  }

  /** About what it takes, with what finds the entries that are none of a name. */
  long bytes() {
    return names.bytes()
        + 2L * Integer.BYTES * lines.length
        + (long) keys * BYTES_OF_KEY
        + (long) claims.size() * BYTES_OF_CLAIM;
  }
}
