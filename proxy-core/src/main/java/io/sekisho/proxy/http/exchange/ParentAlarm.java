package io.sekisho.proxy.http.exchange;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator that the parent proxy wants another login: at most once a minute. */
final class ParentAlarm {
  private static final Logger LOG = LoggerFactory.getLogger(ParentAlarm.class);
  private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

  private final AtomicLong next = new AtomicLong(System.nanoTime());

  /** Any thread may raise it. */
  void raise() {
    long now = System.nanoTime();
    long due = next.get();
    if (now - due >= 0 && next.compareAndSet(due, now + PAUSE_NANOS)) {
      LOG.error(
          "The parent proxy asks for authentication: egress.parent.user and"
              + " egress.parent.password-file do not satisfy it");
    }
  }
}
