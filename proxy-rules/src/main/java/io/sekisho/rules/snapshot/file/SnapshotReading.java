package io.sekisho.rules.snapshot.file;

import java.util.List;
import java.util.function.Function;

/** What came of opening a snapshot. */
public sealed interface SnapshotReading {

  /**
   * A file that is sound.
   *
   * @param passedOver what is wrong with the newer file, where this is the one before; else empty
   */
  record Usable(Snapshot snapshot, List<SnapshotFault> passedOver) implements SnapshotReading {
    public Usable {
      passedOver = List.copyOf(passedOver);
    }

    @Override
    public <R> R fold(Function<Usable, R> usable, Function<Unusable, R> unusable) {
      return usable.apply(this);
    }
  }

  /**
   * Neither the file nor the one before can be used.
   *
   * @param faults the first of each, the newer file's before the older's
   */
  record Unusable(List<SnapshotFault> faults) implements SnapshotReading {
    public Unusable {
      faults = List.copyOf(faults);
    }

    /** Whether there is nothing there at all, as on the first start. */
    public boolean isAbsent() {
      return faults.stream().allMatch(fault -> fault.reason() == SnapshotFault.Reason.ABSENT);
    }

    @Override
    public <R> R fold(Function<Usable, R> usable, Function<Unusable, R> unusable) {
      return unusable.apply(this);
    }
  }

  <R> R fold(Function<Usable, R> usable, Function<Unusable, R> unusable);
}
