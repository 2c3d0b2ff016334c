package io.sekisho.rules.feed;

import io.sekisho.rules.feed.EntryCollector.Checks;
import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.feed.format.FeedFormat;
import io.sekisho.rules.feed.format.FormatDetector;
import io.sekisho.rules.feed.format.GuessedFormat;
import io.sekisho.rules.guard.Guards;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.match.table.TableFullException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the copies of one feed. Any thread; a reading shares nothing with the next. */
public final class FeedReader {
  /**
   * Another number wherever a copy may become something else than with the one before: what was
   * read by another version is read again.
   */
  public static final int VERSION = 1;

  /** Most entries of one copy, rejected lines among them. */
  static final int MAX_ENTRIES = 150_000_000;

  /** Bytes from which it is told that a copy is no feed at all. */
  static final int HEAD = 1 << 16;

  /** Entries between two calls that tell the progress. */
  private static final int PROGRESS_STEP = 1 << 14;

  private final FeedSettings settings;
  private final Supplier<Checks> checks;

  /** A copy, the index that the one before it became, and who is told of the progress. */
  private record Task(
      FeedCopy copy,
      @Nullable FeedIndex before,
      @Nullable EarlierCopy earlier,
      IntConsumer progress) {}

  public FeedReader(FeedSettings settings) {
    this(settings, GateSettings.DEFAULT, () -> Guards.NONE);
  }

  /**
   * A reader whose claims pass guards.
   *
   * @param guards asked once for each reading
   */
  public FeedReader(FeedSettings settings, GateSettings gate, Supplier<Guards> guards) {
    this(settings, checks(Canaries.with(gate.canaries()), guards));
  }

  FeedReader(FeedSettings settings, Supplier<Checks> checks) {
    this.settings = settings;
    this.checks = checks;
  }

  private static Supplier<Checks> checks(Canaries canaries, Supplier<Guards> guards) {
    return () -> new Checks(guards.get(), CopyBounds.of(canaries));
  }

  public FeedSettings settings() {
    return settings;
  }

  /** What claims have to pass now. */
  public Guards guards() {
    return checks.get().guards();
  }

  public FeedReading read(FeedCopy copy) {
    return read(copy, null, null, entries -> {});
  }

  /**
   * Reads a copy to its end.
   *
   * @param before what the copy before this one became: the new index is a change of it
   * @param earlier that copy, where it is known; then lines that it has too need not be read
   * @param progress is told now and then how many entries were read, on the calling thread
   */
  public FeedReading read(
      FeedCopy copy,
      @Nullable FeedIndex before,
      @Nullable EarlierCopy earlier,
      IntConsumer progress) {
    try {
      byte[] head = head(copy);
      Task task = new Task(copy, before, earlier, progress);
      Optional<FeedFailure> fault = HeadCheck.faultIn(copy, head);
      return fault.isPresent()
          ? new FeedReading.Unreadable(fault.get())
          : settings
              .format()
              .format()
              .map(format -> read(task, format))
              .orElseGet(() -> guess(task, head));
    } catch (IOException e) {
      return unreadable(copy, e);
    } catch (TableFullException e) {
      return new FeedReading.Unreadable(CopyFaults.of(copy, e));
    } catch (OutOfMemoryError e) {
      // In a small heap free regions need not lie side by side, which the budget cannot know.
      return new FeedReading.Unreadable(
          new FeedFailure(FeedFault.NO_ROOM, copy.origin() + " does not fit into memory"));
    }
  }

  private static byte[] head(FeedCopy copy) throws IOException {
    try (CopyStream stream = copy.open()) {
      return stream.readNBytes(HEAD);
    }
  }

  private FeedReading guess(Task task, byte[] head) {
    GuessedFormat guess = GuessedFormat.of(task.copy().origin(), head);
    return read(task, guess).fold(read -> confirmed(task, read, guess), unreadable -> unreadable);
  }

  /** What was read by a guess, or where it was wrong, what the copy is in truth. */
  private FeedReading confirmed(Task task, FeedReading.Read read, GuessedFormat guess) {
    return guess
        .told()
        .fold(
            found ->
                found.format().label().equals(guess.label()) ? read : read(task, found.format()),
            unknown -> new FeedReading.Unreadable(CopyFaults.of(task.copy(), unknown)),
            ambiguous -> new FeedReading.Unreadable(CopyFaults.of(task.copy(), ambiguous)));
  }

  private FeedReading read(Task task, FeedFormat format) {
    try {
      Checks asked = checks.get();
      Optional<FeedReading.Read> updated = update(task, format, asked);
      return updated.isPresent() ? updated.get() : readAll(task, format, asked);
    } catch (UncheckedIOException e) {
      return unreadable(task.copy(), Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      return unreadable(task.copy(), e);
    }
  }

  private Optional<FeedReading.Read> update(Task task, FeedFormat format, Checks asked)
      throws IOException {
    EarlierCopy earlier = task.earlier();
    FeedIndex before = task.before();
    return earlier == null || before == null
        ? Optional.empty()
        : new CopyUpdate(settings, task.copy(), format, asked).of(earlier, before);
  }

  private FeedReading readAll(Task task, FeedFormat format, Checks asked) throws IOException {
    FeedCopy copy = task.copy();
    EntryCollector collector = new EntryCollector(settings, copy, index(task.before()), asked);
    try (CopyStream stream = copy.open()) {
      try (Handover handover = new Handover(collector)) {
        format.read(stream, counted(handover, task.progress()));
      }
      return collector.reading(format, stream.shape());
    }
  }

  private FeedIndex.Builder index(@Nullable FeedIndex before) {
    return before == null ? FeedIndex.builder(settings.name()) : before.successor();
  }

  /** Adds the entries of a copy that was read before, and so is known to be readable. */
  void readInto(FeedIndex.Builder index, FeedCopy copy) {
    forEach(copy, new EntryCollector(settings, copy, index, Checks.none()));
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
