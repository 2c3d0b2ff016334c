package io.sekisho.proxy;

import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.Verdict;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One verdict and what followed from it.
 *
 * @param evidence all that was known of the flow by then
 * @param newest the kind of clue that this decision was asked for; of the decisive one where the
 *     rules changed
 * @param nanos what the policy took, in nanoseconds
 * @param fingerprint of the ClientHello that the newest clue is from; null where there is none, and
 *     where nothing speaks against the flow
 */
public record Decision(
    Flow flow,
    Evidence evidence,
    Clue.Kind newest,
    Verdict verdict,
    Action action,
    long nanos,
    Occasion occasion,
    @Nullable TlsFingerprint fingerprint) {

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
    this(flow, evidence, newest, verdict, action, nanos, Occasion.EVIDENCE, null);
  }

  public Optional<TlsFingerprint> knownFingerprint() {
    return Optional.ofNullable(fingerprint);
  }

  /** The same with the fingerprint of a ClientHello, where anything speaks against the flow. */
  Decision ofHello(Supplier<TlsFingerprint> hello) {
    return verdict.against().isEmpty() ? this : with(hello.get());
  }

  private Decision with(TlsFingerprint known) {
    return new Decision(flow, evidence, newest, verdict, action, nanos, occasion, known);
  }

  /** The same with another action. */
  Decision leadingTo(Action other) {
    return new Decision(flow, evidence, newest, verdict, other, nanos, occasion, fingerprint);
  }

  /** Whether it ends a flow that had passed. */
  public boolean cuts() {
    return occasion == Occasion.RULES && !action.passes();
  }
}
