package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.Pattern;
import java.util.function.Function;

/** What a format found at one place of a copy. */
public sealed interface FeedEntry {

  /**
   * A destination that the feed claims to be hostile.
   *
   * @param line from 1
   */
  record Claim(Pattern pattern, int line, Particulars particulars) implements FeedEntry {
    public Claim(Pattern pattern, int line) {
      this(pattern, line, Particulars.NONE);
    }

    /** The same claim, of which more is known. */
    public Claim with(Particulars more) {
      return new Claim(pattern, line, more);
    }

    @Override
    public <R> R fold(
        Function<Claim, R> claim,
        Function<Exemption, R> exemption,
        Function<Rejected, R> rejected) {
      return claim.apply(this);
    }
  }

  /** A destination that the feed itself exempts from its claims. */
  record Exemption(Pattern pattern, int line) implements FeedEntry {
    @Override
    public <R> R fold(
        Function<Claim, R> claim,
        Function<Exemption, R> exemption,
        Function<Rejected, R> rejected) {
      return exemption.apply(this);
    }
  }

  /**
   * Text that did not become an entry.
   *
   * @param text at most {@value #MAX_TEXT} characters of it
   */
  record Rejected(int line, String text, RejectReason reason) implements FeedEntry {
    public static final int MAX_TEXT = 200;

    public Rejected {
      text = shortened(text);
    }

    static String shortened(String text) {
      return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    }

    @Override
    public <R> R fold(
        Function<Claim, R> claim,
        Function<Exemption, R> exemption,
        Function<Rejected, R> rejected) {
      return rejected.apply(this);
    }
  }

  <R> R fold(
      Function<Claim, R> claim, Function<Exemption, R> exemption, Function<Rejected, R> rejected);
}
