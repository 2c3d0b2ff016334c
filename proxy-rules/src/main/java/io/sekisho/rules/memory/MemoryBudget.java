package io.sekisho.rules.memory;

import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether an index that is being built still finds room in the heap: asked while it grows, and
 * before it is compiled, so that what would otherwise end in an {@link OutOfMemoryError}, and take
 * others with it, is refused. For one work, and one thread.
 */
public final class MemoryBudget {
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
  public MemoryBudget(LongSupplier free, Runnable clearing) {
    this.free = free;
    this.clearing = clearing;
  }

  /** What the Java heap may still grow to. */
  public static MemoryBudget ofHeap() {
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
  public Optional<String> overrun(long bytes) {
    return fits(bytes) || bytes * 100 < clearedFor * CLEARED_FOR_PERCENT
        ? Optional.empty()
        : overrunOnceCleared(bytes);
  }

  /** The same where it is not known what of the heap is garbage by now, so it is collected. */
  public Optional<String> overrunOnceCleared(long bytes) {
    clearing.run();
    clearedFor = bytes;
    return fits(bytes)
        ? Optional.empty()
        : Optional.of(
            "%,d MB so far, and %,d MB are left"
                .formatted(bytes / MEGABYTE, Math.max(0, free.getAsLong()) / MEGABYTE));
  }

  /**
   * Why so many bytes more cannot be taken; empty where they can. What looks used up may be
   * garbage, so it is collected before that is said.
   */
  public Optional<String> shortage(long bytes) {
    if (free.getAsLong() >= bytes) {
      return Optional.empty();
    }
    clearing.run();
    long left = free.getAsLong();
    return left >= bytes
        ? Optional.empty()
        : Optional.of(
            "would need %,d MB, %,d MB are free"
                .formatted((bytes + MEGABYTE - 1) / MEGABYTE, Math.max(0, left) / MEGABYTE));
  }

  private boolean fits(long bytes) {
    return free.getAsLong() >= bytes / 100 * NEXT_GROWTH_PERCENT;
  }
}
