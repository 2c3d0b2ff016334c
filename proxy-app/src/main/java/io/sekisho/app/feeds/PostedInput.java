package io.sekisho.app.feeds;

import io.sekisho.app.feeds.ChangeOutcome.Reason;
import io.sekisho.app.feeds.FeedStatus.Failure;
import io.sekisho.app.feeds.FeedStatus.InForce;
import io.sekisho.app.feeds.FeedStatus.Role;
import io.sekisho.app.feeds.posted.PostedChange;
import io.sekisho.app.feeds.posted.PostedEntries;
import io.sekisho.rules.feed.FeedFailure;
import io.sekisho.rules.feed.FeedFault;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.snapshot.Generation;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One feed that is changed by what is posted to it: has changes judged, keeps them in a log, puts
 * them in force, and says how the feed stands. Any thread; one change is made after the other. Once
 * it is closed it changes nothing any more.
 */
final class PostedInput {
  private static final Logger LOG = LoggerFactory.getLogger(PostedInput.class);

  /** Most entries that count at a time: what is larger is a list, and has a file. */
  static final int MOST_ENTRIES = 250_000;

  private final Parts parts;
  private final FeedLog told;
  private Progress progress = Progress.UNREAD;
  private boolean closed;
  private volatile FeedStatus status;

  /** What it works with. */
  record Parts(PostedClaims claims, PostedLog log, LiveRules rules, InstantSource clock) {}

  private enum Progress {
    UNREAD,
    READ,
    UNREADABLE
  }

  PostedInput(FeedSource source, Parts parts) {
    this.parts = parts;
    this.told = new FeedLog(source.name());
    this.status =
        FeedStatus.untried(source.name(), Role.FEED, source.required(), source.refresh())
            .with(Attempts.none("api:"));
  }

  FeedStatus status() {
    return status;
  }

  synchronized void tell(UnaryOperator<FeedStatus> more) {
    status = more.apply(status);
  }

  /** A change under way is waited for. */
  synchronized void close() {
    closed = true;
  }

  /** Puts in force what is in the log, by the guards as they are now. */
  synchronized void load() {
    if (closed) {
      return;
    }
    progress = Progress.UNREADABLE;
    try {
      if (parts.log().isLost(parts.claims().living())) {
        fail(new FeedFailure(FeedFault.MISSING, "its log is gone, or shorter than it was left"));
      } else {
        read();
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      fail(new FeedFailure(FeedFault.UNREADABLE, "its log cannot be used: " + e));
    }
  }

  private void read() throws IOException {
    PostedEntries entries = parts.log().read();
    FeedIndex index = parts.claims().of(entries);
    follow(index, parts.rules().replace(index), entries.latest().orElse(parts.clock().instant()));
    progress = Progress.READ;
    told.inForce(status);
  }

  /** What was in force stays, also where an earlier process has left it. */
  private void fail(FeedFailure failure) {
    Instant now = parts.clock().instant();
    FeedStatus before = status;
    FeedStatus known =
        status.copyInForce().isPresent() || parts.claims().inForce().entries() == 0
            ? status
            : status.withInForce(InForce.left(parts.claims().inForce(), now));
    status = known.failed(failure, now);
    told.failed(before, status, failure);
  }

  /** Entries end by themselves one by one, so the feed has no end. */
  private void follow(FeedIndex index, Generation generation, Instant modified) {
    InForce now =
        new InForce(
            parts.claims().report(index), modified, generation.number(), index.change(), null);
    status = status.succeeded(parts.clock().instant(), now);
  }

  /** Makes a change: when this returns it is on disk and in force, or nothing of it is. */
  synchronized ChangeOutcome change(PostedChange change) {
    if (progress == Progress.UNREADABLE) {
      load();
    }
    if (closed || progress != Progress.READ) {
      return ChangeOutcome.refused(
          Reason.UNAVAILABLE, "the feed is not ready to be changed; try again");
    }
    PostedBatch batch = parts.claims().judge(change);
    FeedIndex next = batch.index();
    if (next.change().added() > 0
        && parts.claims().living() + next.change().added() > MOST_ENTRIES) {
      return ChangeOutcome.refused(
          Reason.NO_ROOM, "the feed would have more than %,d entries".formatted(MOST_ENTRIES));
    }
    return next.change().isNone() && !batch.withdraws() ? made(batch, next) : kept(batch, next);
  }

  private ChangeOutcome kept(PostedBatch batch, FeedIndex next) {
    try {
      parts.log().append(batch.accepted());
    } catch (IOException e) {
      LOG.error("feed {}: a change cannot be kept: {}", status.name(), e.toString());
      return ChangeOutcome.refused(Reason.NO_ROOM, "the change cannot be kept: " + e.getMessage());
    }
    progress = Progress.UNREADABLE;
    putInForce(batch, next);
    progress = Progress.READ;
    return made(batch, next);
  }

  /** Where it fails, the log has what is not in force, and is read before the next change. */
  private void putInForce(PostedBatch batch, FeedIndex next) {
    LiveRules rules = parts.rules();
    Generation generation = next.change().isNone() ? rules.current() : rules.replace(next);
    parts.claims().made(batch);
    follow(next, generation, batch.at());
  }

  private ChangeOutcome made(PostedBatch batch, FeedIndex next) {
    long generation = parts.rules().current().number();
    ChangeOutcome.Counts counts = batch.counts(next);
    LOG.info(
        "feed {}: {} added, {} changed, {} withdrawn, {} refused, generation {}",
        status.name(),
        counts.added(),
        counts.changed(),
        counts.withdrawn(),
        batch.refused(),
        generation);
    return new ChangeOutcome.Made(counts, batch.remarks(), generation);
  }

  /** Now and then: shortens the log, and sees whether it is still there, or is there again. */
  synchronized void tend() {
    Instant now = parts.clock().instant();
    if (!closed && progress == Progress.READ) {
      tend(now);
    } else if (progress == Progress.UNREADABLE && isDue(status.failure().map(Failure::at), now)) {
      load();
    }
  }

  private void tend(Instant now) {
    if (parts.log().isTooLong(parts.claims()::living)) {
      shorten();
    } else if (isDue(status.success(), now)) {
      look(now);
    }
  }

  private boolean isDue(Optional<Instant> last, Instant now) {
    return last.filter(at -> !now.isAfter(at.plus(status.refresh()))).isEmpty();
  }

  /** Whatever it fails of, the log is read before anything is added to it. */
  private void shorten() {
    progress = Progress.UNREADABLE;
    try {
      parts.log().shorten(parts.claims()::isOver);
      progress = Progress.READ;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      LOG.warn("feed {}: its log cannot be written anew: {}", status.name(), e.toString());
      load();
    }
  }

  private void look(Instant now) {
    if (parts.log().isAsLeft()) {
      status.copyInForce().ifPresent(copy -> status = status.succeeded(now, copy));
    } else if (!status.isFailing()) {
      fail(new FeedFailure(FeedFault.MISSING, "its log was changed, or is gone"));
    }
  }
}
