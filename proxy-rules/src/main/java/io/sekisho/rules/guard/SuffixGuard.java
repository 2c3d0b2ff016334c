package io.sekisho.rules.guard;

import io.sekisho.rules.guard.Target.Extent;
import io.sekisho.rules.indicator.HostName;
import java.util.Arrays;
import java.util.Optional;

/**
 * The rules of a public suffix list (publicsuffix.org): what it lists, under which anybody may get
 * a name of their own, is not to be taken as a whole. A claim at a suffix hits it, and so does a
 * claim above one with all below. What nothing is said about has a suffix of one label.
 */
public final class SuffixGuard implements Guard {
  /** What one rule says of its name. */
  public enum Rule {
    /** The name is a suffix. */
    SUFFIX(1),
    /** Every name right below it is a suffix. */
    WILDCARD(2),
    /** Although a wildcard says so, the name is none. */
    EXCEPTION(4);

    private final int bit;

    Rule(int bit) {
      this.bit = bit;
    }
  }

  /**
   * The bit of a name below which there are suffixes; the bits before it are those of the rules.
   */
  private static final int ABOVE = 1 << Rule.values().length;

  private final GuardSettings settings;
  private final NumberedNames names;
  private final byte[] bits;
  private final int[] lines;
  private final int size;

  private SuffixGuard(GuardSettings settings, Builder filled) {
    this.settings = settings;
    this.names = filled.names;
    this.bits = Arrays.copyOf(filled.bits, names.size());
    this.lines = Arrays.copyOf(filled.lines, names.size());
    this.size = filled.size;
    names.trim();
  }

  public static Builder builder(GuardSettings settings) {
    return new Builder(settings);
  }

  @Override
  public GuardSettings settings() {
    return settings;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Optional<GuardHit> hitBy(Target target) {
    HostName name = target.name();
    if (name == null) {
      return Optional.empty();
    }
    boolean hit = isSuffix(name) || (target.extent() == Extent.WITH_ALL_BELOW && isAbove(name));
    return hit ? Optional.of(hit(name.ascii())) : Optional.empty();
  }

  /** Whether {@code name} is a suffix by the prevailing rule. */
  public boolean isSuffix(HostName name) {
    String text = name.ascii();
    int dot = text.indexOf('.');
    if (dot < 0) {
      return true;
    }
    int own = bits(text);
    return !has(own, Rule.EXCEPTION)
        && (has(own, Rule.SUFFIX) || has(bits(text.substring(dot + 1)), Rule.WILDCARD));
  }

  private boolean isAbove(HostName name) {
    int own = bits(name.ascii());
    return (own & ABOVE) != 0 || has(own, Rule.WILDCARD);
  }

  private int bits(String name) {
    int number = names.find(name);
    return number == NumberedNames.NONE ? 0 : bits[number];
  }

  private static boolean has(int bits, Rule rule) {
    return (bits & rule.bit) != 0;
  }

  private GuardHit hit(String name) {
    int number = names.find(name);
    int line = number == NumberedNames.NONE ? 0 : lines[number];
    return new GuardHit(settings.reason(), settings.effect(), settings.source(), name, line);
  }

  /** Fills one guard; for one thread. */
  public static final class Builder {
    private final GuardSettings settings;
    private final NumberedNames names = new NumberedNames();
    private byte[] bits = new byte[16];
    private int[] lines = new int[16];
    private int size;

    private Builder(GuardSettings settings) {
      this.settings = settings;
    }

    /**
     * Adds a rule.
     *
     * @param line from 1; 0 where there is no file
     */
    public Builder add(Rule rule, HostName name, int line) {
      String text = name.ascii();
      mark(text, rule.bit, line);
      for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
        mark(text.substring(dot + 1), ABOVE, line);
      }
      size++;
      return this;
    }

    private void mark(String name, int bit, int line) {
      int number = names.add(name);
      if (number >= bits.length) {
        bits = Arrays.copyOf(bits, number + number / 2 + 1);
        lines = Arrays.copyOf(lines, bits.length);
      }
      if (bits[number] == 0 || bit != ABOVE) {
        lines[number] = line;
      }
      bits[number] |= (byte) bit;
    }

    public SuffixGuard build() {
      return new SuffixGuard(settings, this);
    }
  }
}
