package io.sekisho.rules.guard;

import io.sekisho.rules.guard.Target.Extent;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Pattern;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every guard together. Immutable, so any thread may ask. */
public final class Guards {
  public static final Guards NONE = new Guards(List.of(), List.of(), "none");

  private final List<ListGuard> lists;
  private final List<SuffixGuard> suffixes;
  private final String origin;

  /** Guards of which nobody knows what they were made of. */
  public Guards(List<ListGuard> lists, List<SuffixGuard> suffixes) {
    this(lists, suffixes, "");
  }

  /**
   * All of these.
   *
   * @param origin a digest of all that they were made of; empty where that is not known
   */
  public Guards(List<ListGuard> lists, List<SuffixGuard> suffixes, String origin) {
    this.origin = origin;
    this.lists = List.copyOf(lists);
    this.suffixes = List.copyOf(suffixes);
  }

  /** Digests that are the same are of guards that say the same; empty where it is not known. */
  public String origin() {
    return origin;
  }

  /** What the claim on {@code pattern} would hit, by the strictest guard that has it. */
  public Optional<GuardHit> hitBy(Pattern pattern, PublicSuffixHandling handling) {
    if (lists.isEmpty() && suffixes.isEmpty()) {
      return Optional.empty();
    }
    return Target.of(pattern)
        .flatMap(
            target ->
                switch (handling) {
                  case SUPPRESS ->
                      strictest(suffixes, target, strictest(lists, target, null).orElse(null));
                  case ACCEPT -> strictest(lists, onPurpose(target), null);
                });
  }

  private static Optional<GuardHit> strictest(
      List<? extends Guard> guards, Target target, @Nullable GuardHit known) {
    GuardHit strictest = known;
    for (Guard guard : guards) {
      if (strictest == null || guard.settings().effect().compareTo(strictest.effect()) > 0) {
        strictest = guard.hitBy(target).orElse(strictest);
      }
    }
    return Optional.ofNullable(strictest);
  }

  /**
   * A suffix that is claimed on purpose is so with the names below it; what it is itself counts.
   */
  private Target onPurpose(Target target) {
    HostName name = target.name();
    return name != null && suffixes.stream().anyMatch(guard -> guard.isSuffix(name))
        ? new Target(name, null, Extent.ONE)
        : target;
  }
}
