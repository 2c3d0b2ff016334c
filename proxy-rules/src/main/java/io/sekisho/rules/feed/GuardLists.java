package io.sekisho.rules.feed;

import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.guard.GuardSettings;
import io.sekisho.rules.guard.ListGuard;
import io.sekisho.rules.guard.SuffixGuard;
import io.sekisho.rules.guard.SuffixGuard.Rule;
import io.sekisho.rules.guard.Target;
import io.sekisho.rules.indicator.HostName;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes guards of copies that were read before, and so are known to be readable. */
public final class GuardLists {
  private GuardLists() {}

  /**
   * Protects what the copy lists.
   *
   * @param first how many of its entries count, from the front
   */
  public static ListGuard list(
      FeedCopy copy, FormatChoice format, GuardSettings settings, int first) {
    ListGuard.Builder guard = ListGuard.builder(settings);
    int[] left = {first};
    forEach(
        copy,
        format,
        claim -> {
          if (left[0]-- > 0) {
            guard.add(claim.pattern(), claim.line());
          }
          return null;
        },
        exemption -> null);
    return guard.build();
  }

  /** Protects the public suffixes that the copy, in the format of that name, tells. */
  public static SuffixGuard suffixes(FeedCopy copy, FormatChoice format, GuardSettings settings) {
    SuffixGuard.Builder guard = SuffixGuard.builder(settings);
    forEach(copy, format, claim -> rule(guard, claim), exemption -> exception(guard, exemption));
    return guard.build();
  }

  private static @Nullable Void rule(SuffixGuard.Builder guard, FeedEntry.Claim claim) {
    Target.of(claim.pattern()).ifPresent(target -> add(guard, target, claim.line()));
    return null;
  }

  /** A wildcard was handed on as everything below its parent. */
  private static void add(SuffixGuard.Builder guard, Target target, int line) {
    HostName name = target.name();
    if (name != null) {
      switch (target.extent()) {
        case ONE -> guard.add(Rule.SUFFIX, name, line);
        case WITH_ALL_BELOW -> guard.add(Rule.WILDCARD, name, line);
      }
    }
  }

  private static @Nullable Void exception(SuffixGuard.Builder guard, FeedEntry.Exemption not) {
    Target.of(not.pattern())
        .map(Target::name)
        .ifPresent(name -> guard.add(Rule.EXCEPTION, name, not.line()));
    return null;
  }

  private static void forEach(
      FeedCopy copy,
      FormatChoice format,
      Function<FeedEntry.Claim, @Nullable Void> onClaim,
      Function<FeedEntry.Exemption, @Nullable Void> onExemption) {
    new FeedReader(NeverBlockList.settings(format))
        .forEach(
            copy,
            entry ->
                entry.<@Nullable Void>fold(onClaim, onExemption, rejected -> null, note -> null));
  }
}
