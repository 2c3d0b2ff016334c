package io.sekisho.rules.feed;

import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether an index that is being built still finds room in the heap: asked while it grows, so that
 * a copy is refused that would otherwise end in an {@link OutOfMemoryError}, and take others with
 * it. For one reading, and one thread.
 */
final class MemoryBudget {
  /** One part in so many of the heap is left to everything else. */
  static final int RESERVED_SHARE = 8;

  /** What the next growth of its largest table may take, in percent of an index. */
  static final int NEXT_GROWTH_PERCENT = 75;

  /** By how much an index has to grow before the heap is cleared for it again. */
  private static final int CLEARED_FOR_PERCENT = 125;

  private static final long MEGABYTE = 1L << 20;

  private final LongSupplier free;
  private final Runnable clearing;
  private long clearedFor;

  /**
   * A budget of its own.
   *
   * @param free how many bytes can be taken now; garbage need not be among them
   * @param clearing makes garbage free
   */
  MemoryBudget(LongSupplier free, Runnable clearing) {
    this.free = free;
    this.clearing = clearing;
  }

  /** What the Java heap may still grow to. */
  static MemoryBudget ofHeap() {
    Runtime runtime = Runtime.getRuntime();
    long most = runtime.maxMemory();
    return new MemoryBudget(
        () -> most - most / RESERVED_SHARE - (runtime.totalMemory() - runtime.freeMemory()),
        runtime::gc);
  }

  /**
   * Why an index of so many bytes cannot go on growing; empty where it can. What looks used up may
   * be garbage, so it is collected before a copy is refused; it is not for every step.
   */
  Optional<String> overrun(long bytes) {
    if (fits(bytes) || bytes * 100 < clearedFor * CLEARED_FOR_PERCENT) {
      return Optional.empty();
    }
    clearing.run();
    clearedFor = bytes;
    return fits(bytes)
        ? Optional.empty()
        : Optional.of(
            "%,d MB so far, and %,d MB are left"
                .formatted(bytes / MEGABYTE, Math.max(0, free.getAsLong()) / MEGABYTE));
  }

  private boolean fits(long bytes) {
    return free.getAsLong() >= bytes / 100 * NEXT_GROWTH_PERCENT;
  }
}
