package io.sekisho.app.feeds.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.classic.methods.HttpGet;

/**
 * The time for one download: when it is over, or when somebody ends it before, the request under
 * way is cut off, whatever it waits for.
 */
final class Deadline implements AutoCloseable {
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final AtomicReference<HttpGet> current = new AtomicReference<>();

  Deadline(Duration time) {
    CompletableFuture<Void> unused =
        done.orTimeout(time.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete((nothing, over) -> cutOff());
  }

  /** From now on this request is the one to cut off. */
  void watch(HttpGet request) {
    current.set(request);
    if (done.isDone()) {
      cutOff();
    }
  }

  private void cutOff() {
    HttpGet request = current.get();
    if (request != null) {
      request.cancel();
    }
  }

  boolean hasPassed() {
    return done.isCompletedExceptionally();
  }

  /** Cuts off what is under way, and whatever would follow. */
  void end() {
    done.complete(null);
  }

  @Override
  public void close() {
    end();
  }
}
