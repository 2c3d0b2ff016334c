package io.sekisho.rules.guard;

import io.sekisho.rules.guard.ProtectedRanges.Entry;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The names and ranges of one list. */
public final class ListGuard implements Guard {
  private final GuardSettings settings;
  private final ProtectedNames names;
  private final ProtectedRanges ranges;

  private ListGuard(GuardSettings settings, ProtectedNames names, ProtectedRanges ranges) {
    this.settings = settings;
    this.names = names;
    this.ranges = ranges;
  }

  public static Builder builder(GuardSettings settings) {
    return new Builder(settings);
  }

  @Override
  public GuardSettings settings() {
    return settings;
  }

  @Override
  public int size() {
    return names.size() + ranges.size();
  }

  @Override
  public Optional<GuardHit> hitBy(Target target) {
    AddressPrefix prefix = target.prefix();
    return prefix == null ? nameHitBy(target) : rangeHitBy(prefix);
  }

  private Optional<GuardHit> nameHitBy(Target target) {
    int number = names.takenBy(target);
    if (number == ProtectedNames.NONE && settings.covers() == Coverage.SUB_TREES) {
      number = names.above(target);
    }
    return number == ProtectedNames.NONE ? Optional.empty() : Optional.of(nameHit(number));
  }

  private Optional<GuardHit> rangeHitBy(AddressPrefix claimed) {
    int place = ranges.takenBy(claimed);
    if (place == ProtectedRanges.NONE && settings.covers() == Coverage.SUB_TREES) {
      place = ranges.around(claimed);
    }
    return place == ProtectedRanges.NONE ? Optional.empty() : Optional.of(rangeHit(place));
  }

  private GuardHit nameHit(int name) {
    return new GuardHit(
        settings.reason(),
        settings.effect(),
        settings.source(),
        names.name(name),
        names.line(name));
  }

  private GuardHit rangeHit(int place) {
    return new GuardHit(
        settings.reasonForAddresses(),
        settings.effect(),
        settings.source(),
        ranges.range(place).toString(),
        ranges.line(place));
  }

  /** Fills one guard; for one thread. */
  public static final class Builder {
    private final GuardSettings settings;
    private final ProtectedNames names = new ProtectedNames();
    private final List<Entry> ranges = new ArrayList<>();

    private Builder(GuardSettings settings) {
      this.settings = settings;
    }

    /**
     * Adds the name or the range that {@code pattern} is about; others are passed over.
     *
     * @param line from 1; 0 where there is no file
     */
    public Builder add(Pattern pattern, int line) {
      Target.of(pattern).ifPresent(target -> add(target, line));
      return this;
    }

    private void add(Target target, int line) {
      if (target.name() != null) {
        names.add(target.name(), line);
      }
      if (target.prefix() != null) {
        ranges.add(new Entry(target.prefix(), line));
      }
    }

    public ListGuard build() {
      names.trim();
      return new ListGuard(settings, names, new ProtectedRanges(ranges));
    }
  }
}
