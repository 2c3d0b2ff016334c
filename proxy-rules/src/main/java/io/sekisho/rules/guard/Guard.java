package io.sekisho.rules.guard;

import java.util.Optional;

/** What one source protects. Immutable, so any thread may ask. */
public sealed interface Guard permits ListGuard, SuffixGuard {

  /** How it is used. */
  GuardSettings settings();

  /** How many entries it has. */
  int size();

  /** What the claim on {@code target} would hit. */
  Optional<GuardHit> hitBy(Target target);
}
