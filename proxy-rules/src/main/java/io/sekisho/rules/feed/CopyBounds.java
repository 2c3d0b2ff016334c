package io.sekisho.rules.feed;

import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.memory.MemoryBudget;
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

  /** What is lost where a few large arrays do not fill the regions of the heap that they lie in. */
  private static final long ROUNDING = 4L << 20;

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
      condense(index);
      memory
          .overrunOnceCleared(index.bytes())
          .ifPresent(
              figures -> {
                throw new UncheckedIOException(NoRoomException.soFar(entries, figures));
              });
    }
  }

  /**
   * Has a look at the memory before an index is compiled.
   *
   * @throws UncheckedIOException of a {@link NoRoomException} where there is too little
   */
  void checkCompiling(int entries, FeedIndex.Builder index) {
    if (memory.shortage(index.bytesToBuild()).isPresent()) {
      condense(index);
    }
    memory
        .shortage(index.bytesToBuild())
        .ifPresent(
            figures -> {
              throw new UncheckedIOException(NoRoomException.toCompile(entries, figures));
            });
  }

  private void condense(FeedIndex.Builder index) {
    if (memory.shortage(index.bytesToCondense() + ROUNDING).isEmpty()) {
      index.condense();
    }
  }
}
