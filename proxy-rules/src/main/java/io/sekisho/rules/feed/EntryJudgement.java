package io.sekisho.rules.feed;

import io.sekisho.rules.feed.format.RejectReason;
import io.sekisho.rules.indicator.Indicator;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one entry is worth by itself. */
public sealed interface EntryJudgement {

  /**
   * It counts.
   *
   * @param guarded what a guard has against it nevertheless; null where none has anything
   */
  record Admitted(Indicator indicator, @Nullable GuardedClaim guarded) implements EntryJudgement {
    @Override
    public <R> R fold(Function<Admitted, R> admitted, Function<Refused, R> refused) {
      return admitted.apply(this);
    }
  }

  /**
   * It does not: one of both says why.
   *
   * @param rejected what is wrong with the entry itself
   * @param guarded what guards have against it
   */
  record Refused(@Nullable RejectReason rejected, @Nullable GuardedClaim guarded)
      implements EntryJudgement {
    /** The label of what is wrong, or of why it is guarded. */
    public String reason() {
      if (rejected != null) {
        return rejected.label();
      }
      return guarded == null ? "" : guarded.hit().reason().label();
    }

    @Override
    public <R> R fold(Function<Admitted, R> admitted, Function<Refused, R> refused) {
      return refused.apply(this);
    }
  }

  <R> R fold(Function<Admitted, R> admitted, Function<Refused, R> refused);

  /** What it claims, where it counts. */
  default Optional<Indicator> claim() {
    return fold(admitted -> Optional.of(admitted.indicator()), refused -> Optional.empty());
  }

  /** What is wrong with the entry itself. */
  default Optional<RejectReason> rejection() {
    return fold(admitted -> Optional.empty(), refused -> Optional.ofNullable(refused.rejected()));
  }

  /** What a guard has against it. */
  default Optional<GuardedClaim> byGuard() {
    return Optional.ofNullable(
        this.<@Nullable GuardedClaim>fold(Admitted::guarded, Refused::guarded));
  }
}
