package io.sekisho.proxy.explicit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Many clients connected at once, numbered from 0. What they do, all of them do, a few at a time.
 */
final class Crowd implements AutoCloseable {
  private static final int THREADS = 16;
  private static final int SECONDS = 30;

  private final List<Wire> clients = new ArrayList<>();

  /** What one client does. */
  interface Step {
    void take(int number, Wire client) throws IOException;
  }

  Crowd(int size, ProxyUnderTest proxy) throws IOException {
    while (clients.size() < size) {
      clients.add(proxy.connect());
    }
  }

  /** Has every client take the step; returns when all have, or throws the first failure. */
  void each(Step step) throws Exception {
    List<Future<Void>> parts = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      int first = thread;
      parts.add(
          Threads.start(
              () -> {
                for (int i = first; i < clients.size(); i += THREADS) {
                  step.take(i, clients.get(i));
                }
                return null;
              }));
    }
    for (Future<Void> part : parts) {
      part.get(SECONDS, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() throws IOException {
    for (Wire client : clients) {
      client.close();
    }
  }
}
