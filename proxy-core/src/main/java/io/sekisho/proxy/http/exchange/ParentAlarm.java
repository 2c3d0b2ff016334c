package io.sekisho.proxy.http.exchange;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator that the parent proxy wants another login: at most once a minute. */
final class ParentAlarm {
  private static final Logger LOG = LoggerFactory.getLogger(ParentAlarm.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final AtomicReference<Instant> quietUntil = new AtomicReference<>(Instant.MIN);

  ParentAlarm(InstantSource clock) {
    this.clock = clock;
  }

  /** Any thread may raise it. */
  void raise() {
    if (isDue()) {
      LOG.error(
          "The parent proxy asks for authentication: egress.parent.user and"
              + " egress.parent.password-file do not satisfy it");
    }
  }

  /** True once a minute. */
  boolean isDue() {
    Instant now = clock.instant();
    Instant end = quietUntil.get();
    return !now.isBefore(end) && quietUntil.compareAndSet(end, now.plus(PAUSE));
  }
}
