package io.sekisho.proxy.explicit;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Daemon threads for servers and clients that act beside a test. */
final class Threads {
  private static final ExecutorService POOL =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "end-to-end");
            thread.setDaemon(true);
            return thread;
          });

  private Threads() {}

  static void run(Runnable task) {
    POOL.execute(task);
  }

  static <T> Future<T> start(Callable<T> task) {
    return POOL.submit(task);
  }
}
