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

    /** The same destination, which the feed exempts instead. */
    public Exemption exempted() {
      return new Exemption(pattern, line);
    }

    @Override
    public <R> R fold(
        Function<Claim, R> claim,
        Function<Exemption, R> exemption,
        Function<Rejected, R> rejected,
        Function<Note, R> note) {
      return claim.apply(this);
    }
  }

  /** A destination that the feed itself exempts from its claims. */
  record Exemption(Pattern pattern, int line) implements FeedEntry {
    @Override
    public <R> R fold(
        Function<Claim, R> claim,
        Function<Exemption, R> exemption,
        Function<Rejected, R> rejected,
        Function<Note, R> note) {
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
        Function<Rejected, R> rejected,
        Function<Note, R> note) {
      return rejected.apply(this);
    }
  }

  /**
   * Something that the source says about the copy as a whole; no entry of its own.
   *
   * @param text at most {@value Rejected#MAX_TEXT} characters of it
   * @param count of entries, 0 where it is no {@link Kind#COUNT}
   */
  record Note(int line, Kind kind, String text, int count) implements FeedEntry {

    /** What is said. */
    public enum Kind {
      /** How many entries the source gave out: a copy that has fewer was cut. */
      COUNT,
      /** That the list is no longer kept. */
      DEPRECATED
    }

    public Note {
      text = Rejected.shortened(text);
    }

    @Override
    public <R> R fold(
        Function<Claim, R> claim,
        Function<Exemption, R> exemption,
        Function<Rejected, R> rejected,
        Function<Note, R> note) {
      return note.apply(this);
    }
  }

  <R> R fold(
      Function<Claim, R> claim,
      Function<Exemption, R> exemption,
      Function<Rejected, R> rejected,
      Function<Note, R> note);

  /** What {@code change} makes of a claim; anything else as it is. */
  default FeedEntry mapClaim(Function<Claim, FeedEntry> change) {
    return fold(change, exemption -> exemption, rejected -> rejected, note -> note);
  }
}
