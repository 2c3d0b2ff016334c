package io.sekisho.app.feeds;

import io.sekisho.app.feeds.http.Download;
import io.sekisho.app.feeds.http.HttpDownload;
import io.sekisho.app.feeds.http.HttpSource;
import io.sekisho.app.feeds.http.Validators;
import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.feed.FeedFailure;
import io.sekisho.rules.feed.FeedFault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * One feed on the web: asks its server, hands copies on, and says when to ask again. For one thread
 * at a time but for {@link #close}.
 */
final class WebInput implements AutoCloseable {
  private final Parts parts;
  private final FeedInput input;
  private final FetchMemories memories;
  private final LastGoodCopies copies;
  private final Path part;
  private FetchMemory memory;
  private volatile boolean closed;

  /**
   * What it works with.
   *
   * @param judging held while anything becomes of a download: of all, one is read at a time
   */
  record Parts(
      HttpSource source,
      HttpDownload download,
      FetchSchedule schedule,
      InstantSource clock,
      Lock judging) {}

  WebInput(Parts parts, FeedInput input, LastGoodCopies copies) {
    this.parts = parts;
    this.input = input;
    this.copies = copies;
    this.memories = copies.memories(input.status().name());
    this.part = copies.download(input.status().name());
    this.memory = FetchMemory.blank(parts.source().digest());
  }

  FeedStatus status() {
    return input.status();
  }

  /** Whether something of it is in force. */
  boolean isCovered() {
    return status().copyInForce().isPresent();
  }

  /** Where something is in force, stands as failing if it failed when an earlier process ended. */
  void standAsLeft() {
    memory = memories.read(parts.source().digest());
    if (memory.failures() > 0 && isCovered()) {
      input.tell(this::asBefore);
    }
  }

  /** Puts in force what an earlier process has left, and stands as it stood. */
  void restore() {
    memory = memories.read(parts.source().digest());
    parts.judging().lock();
    try {
      kept().ifPresentOrElse(this::restore, () -> input.tell(this::asBefore));
    } finally {
      parts.judging().unlock();
    }
  }

  private void restore(FeedCopy kept) {
    if (!input.goOn(kept, left -> asBefore(left.restored()))) {
      input.restore(kept, this::asBefore);
    }
  }

  private Optional<FeedCopy> kept() {
    Optional<Instant> made = new Validators(memory.etag(), memory.lastModified()).made();
    Optional<FeedCopy> remembered = input.kept(made);
    return isMemoryOf(remembered) ? remembered : input.kept();
  }

  /**
   * Reads the copy in force again, by the guards as they are now; where that fails, what the server
   * has the next time is read by them. Any thread.
   */
  void reread() {
    parts.judging().lock();
    try {
      boolean unused = input.reread();
    } finally {
      parts.judging().unlock();
    }
  }

  private FeedStatus asBefore(FeedStatus now) {
    if (memory.failures() > 0) {
      Instant at = Instant.ofEpochMilli(memory.lastAttempt());
      FeedStatus failed = now.failed(memory.failure(), at);
      return failed.with(failed.attempts().before(memory.failures()));
    }
    return now.copyInForce()
        .filter(copy -> memory.lastSuccess() > 0 && isMemoryOf(input.inForce()))
        .map(copy -> now.succeeded(Instant.ofEpochMilli(memory.lastSuccess()), copy))
        .orElse(now);
  }

  private boolean isMemoryOf(Optional<FeedCopy> copy) {
    return copy.filter(held -> held.digest().equals(memory.digest())).isPresent();
  }

  /** For commands that only look: without a last good copy there is nothing to look at. */
  void restoreAlone() {
    restore();
    if (!input.status().isTried()) {
      input.apply(
          new CopyLoad.Bad(
              new FeedFailure(
                  FeedFault.MISSING, parts.source().shown() + " has no last good copy here yet")));
    }
  }

  /** When to ask for the first time: where all is well, when it was planned before. */
  Instant first() {
    return told(isMemoryOf(input.inForce()) ? resumed() : soonest());
  }

  private Instant resumed() {
    Instant next = Instant.ofEpochMilli(memory.nextAttempt());
    Instant last = Instant.ofEpochMilli(memory.lastAttempt());
    Instant planned = memory.failures() > 0 ? next : parts.schedule().atInterval(last, next);
    Instant paused = Instant.ofEpochMilli(memory.pausedUntil());
    return parts
        .schedule()
        .resumed(parts.clock().instant(), paused.isAfter(planned) ? paused : planned);
  }

  private Instant told(Instant at) {
    input.tell(status -> status.with(status.attempts().planned(at)));
    return at;
  }

  /** When to ask if somebody wants to know at once. */
  Instant hurried() {
    return told(soonest());
  }

  private Instant soonest() {
    Instant now = parts.clock().instant();
    Instant last = memory.lastAttempt() == 0 ? null : Instant.ofEpochMilli(memory.lastAttempt());
    Instant at = parts.schedule().hurried(now, last);
    Instant paused = parts.schedule().resumed(now, Instant.ofEpochMilli(memory.pausedUntil()));
    return paused.isAfter(at) ? paused : at;
  }

  /** Asks once; returns when to ask again. */
  Instant attempt() {
    if (closed) {
      return Instant.MAX;
    }
    copies.prepare();
    Download outcome = ask();
    parts.judging().lock();
    try {
      return closed ? Instant.MAX : follow(outcome);
    } finally {
      // Once this is closed, the file is the next one's.
      input.change(() -> LastGoodCopies.drop(part));
      parts.judging().unlock();
    }
  }

  private Instant follow(Download outcome) {
    Instant now = parts.clock().instant();
    input.tell(status -> status.with(status.attempts().answered(outcome.status())));
    FetchMemory next =
        outcome.fold(fresh -> fresh(fresh, now), same -> same(now), bad -> failed(bad.failure()));
    return plan(next, now, outcome.pause());
  }

  /** A fault of ours in asking is told like one of the server's, and tried again as well. */
  private Download ask() {
    try {
      return parts.download().get(validators(), part);
    } catch (RuntimeException e) {
      String detail = parts.source().shown() + " cannot be asked: " + e.getClass().getSimpleName();
      return new Download.Failed(new FeedFailure(FeedFault.UNREACHABLE, detail), null, null);
    }
  }

  private Validators validators() {
    return isMemoryOf(input.inForce())
        ? new Validators(memory.etag(), memory.lastModified())
        : Validators.NONE;
  }

  private FetchMemory fresh(Download.Fresh fresh, Instant now) {
    try {
      FeedCopy copy = FeedCopy.inFile(parts.source().shown(), part, fresh.modified()).seenAt(now);
      String digest = copy.digest();
      if (input.inForce().filter(held -> held.digest().equals(digest)).isPresent()) {
        return same(now).with(fresh.validators(), digest);
      }
      input.apply(input.judge(copy));
      return input.status().isFailing() ? memory : memory.with(fresh.validators(), digest);
    } catch (IOException e) {
      return failed(new FeedFailure(FeedFault.UNREADABLE, part + " cannot be read: " + e));
    }
  }

  private FetchMemory same(Instant now) {
    input.renew(now);
    return memory;
  }

  private FetchMemory failed(FeedFailure failure) {
    input.apply(new CopyLoad.Bad(failure));
    return memory;
  }

  private Instant plan(FetchMemory next, Instant now, @Nullable Duration pause) {
    FeedStatus status = input.status();
    int failures = status.attempts().failures();
    Instant at =
        failures == 0
            ? parts.schedule().afterSuccess(now, pause)
            : parts.schedule().afterFailure(now, failures, pause);
    memory = next.outcome(status, now).planned(at, pause == null ? null : now.plus(pause));
    FetchMemory outcome = memory;
    input.change(() -> memories.write(outcome));
    return told(at);
  }

  /** Ends the waiting for a server; what it says after that has no effect. */
  @Override
  public void close() {
    closed = true;
    parts.download().close();
  }
}
