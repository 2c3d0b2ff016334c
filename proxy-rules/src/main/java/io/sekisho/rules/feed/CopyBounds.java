package io.sekisho.rules.feed;

import io.sekisho.rules.match.FeedIndex;
import java.io.UncheckedIOException;

/**
 * What is looked for while a copy is read, since afterwards would be too late.
 *
 * @param canaries what the copy may not list
 * @param memory what its index may take
 */
record CopyBounds(Canaries canaries, MemoryBudget memory) {
  /** Entries between two looks at the memory. */
  static final int STEP = 1 << 13;

  static CopyBounds of(Canaries canaries) {
    return new CopyBounds(canaries, MemoryBudget.ofHeap());
  }

  /**
   * Has a look at the memory now and then.
   *
   * @throws UncheckedIOException of a {@link NoRoomException} where there is none left
   */
  void checkMemory(int entries, FeedIndex.Builder index) {
    if (entries % STEP == 0 && memory.overrun(index.bytes()).isPresent()) {
      index.condense();
      memory
          .overrun(index.bytes())
          .ifPresent(
              figures -> {
                throw new UncheckedIOException(new NoRoomException(entries, figures));
              });
    }
  }
}
