package io.sekisho.proxy;

import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.Verdict;
import java.util.Locale;

/**
 * One verdict and what followed from it.
 *
 * @param evidence all that was known of the flow by then
 * @param newest the kind of clue that this decision was asked for; of the decisive one where the
 *     rules changed
 * @param nanos what the policy took, in nanoseconds
 */
public record Decision(
    Flow flow,
    Evidence evidence,
    Clue.Kind newest,
    Verdict verdict,
    Action action,
    long nanos,
    Occasion occasion) {

  /** Why a flow was judged. */
  public enum Occasion {
    /** More was known of it than before. */
    EVIDENCE,
    /** The rules changed while it was open: until then it had passed. */
    RULES;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
      return label;
    }
  }

  public Decision(
      Flow flow, Evidence evidence, Clue.Kind newest, Verdict verdict, Action action, long nanos) {
    this(flow, evidence, newest, verdict, action, nanos, Occasion.EVIDENCE);
  }

  /** Whether it ends a flow that had passed. */
  public boolean cuts() {
    return occasion == Occasion.RULES && !action.passes();
  }
}
