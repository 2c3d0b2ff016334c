package io.sekisho.rules.feed;

import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.feed.format.FeedFormat;
import io.sekisho.rules.feed.format.FormatDetector;
import io.sekisho.rules.feed.format.GuessedFormat;
import io.sekisho.rules.guard.Guards;
import io.sekisho.rules.match.FeedIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Reads the copies of one feed. Any thread; a reading shares nothing with the next. */
public final class FeedReader {
  /** Most entries of one copy, rejected lines among them. */
  static final int MAX_ENTRIES = 50_000_000;

  /** Bytes from which it is told that a copy is no feed at all. */
  static final int HEAD = 1 << 16;

  /** Entries between two calls that tell the progress. */
  private static final int PROGRESS_STEP = 1 << 14;

  private final FeedSettings settings;
  private final Supplier<Guards> guards;

  public FeedReader(FeedSettings settings) {
    this(settings, () -> Guards.NONE);
  }

  /**
   * A reader whose claims pass guards.
   *
   * @param guards asked once for each reading
   */
  public FeedReader(FeedSettings settings, Supplier<Guards> guards) {
    this.settings = settings;
    this.guards = guards;
  }

  public FeedSettings settings() {
    return settings;
  }

  public FeedReading read(FeedCopy copy) {
    return read(copy, entries -> {});
  }

  /**
   * Reads a copy to its end.
   *
   * @param progress is told now and then how many entries were read, on the calling thread
   */
  public FeedReading read(FeedCopy copy, IntConsumer progress) {
    try {
      byte[] head = head(copy);
      Optional<FeedFailure> fault = HeadCheck.faultIn(copy, head);
      return fault.isPresent()
          ? new FeedReading.Unreadable(fault.get())
          : settings
              .format()
              .format()
              .map(format -> read(copy, format, progress))
              .orElseGet(() -> guess(copy, head, progress));
    } catch (IOException e) {
      return unreadable(copy, e);
    }
  }

  private static byte[] head(FeedCopy copy) throws IOException {
    try (CopyStream stream = copy.open()) {
      return stream.readNBytes(HEAD);
    }
  }

  private FeedReading guess(FeedCopy copy, byte[] head, IntConsumer progress) {
    GuessedFormat guess = GuessedFormat.of(copy.origin(), head);
    return read(copy, guess, progress)
        .fold(read -> confirmed(copy, read, guess, progress), unreadable -> unreadable);
  }

  /** What was read by a guess, or where it was wrong, what the copy is in truth. */
  private FeedReading confirmed(
      FeedCopy copy, FeedReading.Read read, GuessedFormat guess, IntConsumer progress) {
    return guess
        .told()
        .fold(
            found ->
                found.format().label().equals(guess.label())
                    ? read
                    : read(copy, found.format(), progress),
            unknown -> new FeedReading.Unreadable(CopyFaults.of(copy, unknown)),
            ambiguous -> new FeedReading.Unreadable(CopyFaults.of(copy, ambiguous)));
  }

  private FeedReading read(FeedCopy copy, FeedFormat format, IntConsumer progress) {
    EntryCollector collector =
        EntryCollector.of(copy, settings, guards.get(), FeedIndex.builder(settings.name()));
    try (CopyStream stream = copy.open()) {
      try (Handover handover = new Handover(collector)) {
        format.read(stream, counted(handover, progress));
      }
      return collector.reading(format.label(), stream.shape());
    } catch (UncheckedIOException e) {
      return unreadable(copy, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      return unreadable(copy, e);
    }
  }

  /** Adds the entries of a copy that was read before, and so is known to be readable. */
  void readInto(FeedIndex.Builder index, FeedCopy copy) {
    forEach(copy, EntryCollector.of(copy, settings, Guards.NONE, index));
  }

  /** Hands on the entries of such a copy. */
  void forEach(FeedCopy copy, Consumer<FeedEntry> entries) {
    try (CopyStream stream = copy.open()) {
      format(copy).orElseThrow().read(stream, entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<FeedFormat> format(FeedCopy copy) throws IOException {
    Optional<FeedFormat> set = settings.format().format();
    if (set.isPresent()) {
      return set;
    }
    try (CopyStream stream = copy.open()) {
      return FormatDetector.detect(copy.origin(), stream)
          .fold(
              found -> Optional.of(found.format()),
              unknown -> Optional.empty(),
              ambiguous -> Optional.empty());
    }
  }

  private static Consumer<FeedEntry> counted(Consumer<FeedEntry> entries, IntConsumer progress) {
    int[] count = {0};
    return entry -> {
      if (++count[0] % PROGRESS_STEP == 0) {
        progress.accept(count[0]);
      }
      if (count[0] > MAX_ENTRIES) {
        throw new UncheckedIOException(
            new CopyTooLargeException("has more than " + MAX_ENTRIES + " entries"));
      }
      entries.accept(entry);
    };
  }

  private static FeedReading unreadable(FeedCopy copy, IOException e) {
    return new FeedReading.Unreadable(CopyFaults.of(copy, e));
  }
}
