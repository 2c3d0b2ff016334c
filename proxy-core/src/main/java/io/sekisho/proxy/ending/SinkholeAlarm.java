package io.sekisho.proxy.ending;

import io.sekisho.rules.indicator.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator that a sinkhole cannot be reached: at most once a minute. */
final class SinkholeAlarm {
  private static final Logger LOG = LoggerFactory.getLogger(SinkholeAlarm.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final AtomicReference<Instant> quietUntil = new AtomicReference<>(Instant.MIN);

  SinkholeAlarm(InstantSource clock) {
    this.clock = clock;
  }

  /** Any thread may raise it. */
  void raise(Endpoint sinkhole, String detail) {
    if (isDue()) {
      LOG.error("The sinkhole {} gets no flows, which are reset instead: {}", sinkhole, detail);
    }
  }

  /** True once a minute. */
  boolean isDue() {
    Instant now = clock.instant();
    Instant end = quietUntil.get();
    return !now.isBefore(end) && quietUntil.compareAndSet(end, now.plus(PAUSE));
  }
}
