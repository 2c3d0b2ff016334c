package io.sekisho.proxy;

import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.Verdict;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One verdict and what followed from it.
 *
 * @param evidence all that was known of the flow by then
 * @param newest the kind of clue that this decision was asked for
 * @param nanos what the policy took, in nanoseconds
 * @param fingerprint of the ClientHello that the newest clue is from; null where there is none, and
 *     where the flow is not hostile
 */
public record Decision(
    Flow flow,
    Evidence evidence,
    Clue.Kind newest,
    Verdict verdict,
    Action action,
    long nanos,
    @Nullable TlsFingerprint fingerprint) {

  public Decision(
      Flow flow, Evidence evidence, Clue.Kind newest, Verdict verdict, Action action, long nanos) {
    this(flow, evidence, newest, verdict, action, nanos, null);
  }

  public Optional<TlsFingerprint> knownFingerprint() {
    return Optional.ofNullable(fingerprint);
  }

  /** The same with the fingerprint of a ClientHello, where it is hostile. */
  Decision ofHello(Supplier<TlsFingerprint> hello) {
    return verdict.fold(clean -> this, exempt -> this, hostile -> with(hello.get()));
  }

  private Decision with(TlsFingerprint known) {
    return new Decision(flow, evidence, newest, verdict, action, nanos, known);
  }
}
