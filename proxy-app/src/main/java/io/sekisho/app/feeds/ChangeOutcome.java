package io.sekisho.app.feeds;

import io.sekisho.rules.guard.GuardEffect;
import java.util.List;
import java.util.function.Function;

/** What came of a change that was posted to a feed. */
public sealed interface ChangeOutcome {

  /**
   * It is in force, and on disk.
   *
   * @param remarks on entries of which less became than was asked for, in their order
   * @param generation the number of the rules that have it
   */
  record Made(Counts counts, List<Remark> remarks, long generation) implements ChangeOutcome {
    public Made {
      remarks = List.copyOf(remarks);
    }

    @Override
    public <R> R fold(Function<Made, R> made, Function<Refused, R> refused) {
      return made.apply(this);
    }
  }

  /** Nothing of it is in force. */
  record Refused(Reason reason, String detail) implements ChangeOutcome {
    @Override
    public <R> R fold(Function<Made, R> made, Function<Refused, R> refused) {
      return refused.apply(this);
    }
  }

  /**
   * Destinations, each counted once.
   *
   * @param unchanged that were claimed in the same words already
   * @param absent that were to be withdrawn, and not claimed
   */
  record Counts(int added, int changed, int unchanged, int withdrawn, int absent) {}

  /**
   * Why less became of an entry.
   *
   * @param effect what was done to it; an entry that makes no sense does not count either
   * @param reason a label
   */
  record Remark(GuardEffect effect, String value, String reason) {}

  /** Why nothing became of a change as a whole. */
  enum Reason {
    /** It cannot be read. */
    MALFORMED,
    /** It has too many entries. */
    TOO_LONG,
    /** There is no such feed. */
    UNKNOWN_FEED,
    /** The feed is one that is read as a whole. */
    WHOLE_FEED,
    /** The feed would become too large, or the disk is full. */
    NO_ROOM,
    /** Not now, but perhaps soon. */
    UNAVAILABLE,
    /** For a fault of ours. */
    FAILED
  }

  static ChangeOutcome refused(Reason reason, String detail) {
    return new Refused(reason, detail);
  }

  <R> R fold(Function<Made, R> made, Function<Refused, R> refused);
}
