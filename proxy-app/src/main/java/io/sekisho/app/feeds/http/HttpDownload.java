package io.sekisho.app.feeds.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * Asks one server for what it has now, if that is something else than before. For one thread at a
 * time, which waits; any other may end the waiting by {@link #close}, after which nobody is asked.
 */
public final class HttpDownload implements AutoCloseable {
  private final HttpSource source;
  private final DnsResolver names;
  private final InstantSource clock;
  private final AtomicReference<@Nullable Deadline> underWay = new AtomicReference<>();
  private volatile boolean closed;

  public HttpDownload(HttpSource source, DnsResolver names, InstantSource clock) {
    this.source = source;
    this.names = names;
    this.clock = clock;
  }

  /**
   * Downloads into a file, which is of no use unless the outcome is {@link Download.Fresh}.
   *
   * @param known of the copy that is there already
   */
  public Download get(Validators known, Path into) {
    try (Deadline deadline = new Deadline(source.timeout())) {
      underWay.set(deadline);
      if (closed) {
        deadline.end();
      }
      return within(deadline, known, into);
    } finally {
      underWay.set(null);
    }
  }

  private Download within(Deadline deadline, Validators known, Path into) {
    Failures failures = new Failures(source);
    try {
      CloseableHttpClient client = new Connections(source, names).client();
      try {
        return new Exchange(source, client, deadline, clock).run(known, into);
      } finally {
        client.close(CloseMode.IMMEDIATE);
      }
    } catch (IOException e) {
      return failures.of(e, deadline);
    } catch (IllegalStateException e) {
      // What the client says where its request is cut off between two steps.
      return failures.of(new InterruptedIOException("cut off"), deadline);
    }
  }

  @Override
  public void close() {
    closed = true;
    Deadline deadline = underWay.get();
    if (deadline != null) {
      deadline.end();
    }
  }
}
