package io.sekisho.app.program;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A client that goes on asking for one clean page, one request after the other. */
final class Traffic implements AutoCloseable {
  private static final int MOST_REQUESTS = 100_000;

  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final HttpClient client;
  private final Thread thread;
  private volatile boolean stopped;

  Traffic(Program program, String uri) throws IOException {
    client = program.client();
    thread = new Thread(() -> run(uri), "traffic");
    thread.start();
  }

  private void run(String uri) {
    while (!stopped && requests.get() < MOST_REQUESTS) {
      try {
        int status = Program.get(client, uri).statusCode();
        if (status != 200) {
          failures.add("status " + status);
        }
      } catch (IOException e) {
        failures.add(e.toString());
      } catch (InterruptedException e) {
        return;
      }
      requests.incrementAndGet();
    }
  }

  /** Waits until so many more requests were answered. */
  void awaitRequests(int more) throws Exception {
    int goal = requests.get() + more;
    Await.that(() -> requests.get() >= goal);
  }

  Queue<String> failures() {
    return failures;
  }

  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
  }
}
