package io.sekisho.proxy.explicit;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.Mode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * How long a client waits for the first byte of the page, from its connection on: in the clear,
 * inside of TLS by a name whose certificate is there already, and by one that nobody has asked for
 * yet. A program, for {@code deploy/bench/RESULTS.md}; its client is Java's, in the same process.
 */
final class TlsAnswerBenchmark {
  private static final int WARM = 100;
  private static final int MEASURED = 150;

  private TlsAnswerBenchmark() {}

  public static void main(String[] args) throws Exception {
    Trust trust = Trust.of();
    AnswerPolicy page = new AnswerPolicy(Mode.ENFORCE, Action.REFUSE, Action.REFUSE, null);
    try (ProxyUnderTest proxy = ProxyUnderTest.on(Engine.NATIVE).answer(page).start()) {
      proxy.minting().use(Optional.of(trust.authority()));
      long[] names = {0};
      long plain = median(() -> plain(proxy));
      report("plain 403", plain, plain);
      report("https, known name", median(() -> secure(proxy, trust, "hostile.test")), plain);
      report(
          "https, new name",
          median(() -> secure(proxy, trust, "n" + names[0]++ + ".hostile.test")),
          plain);
      memory(proxy, trust);
    }
  }

  private static void report(String what, long micros, long plain) {
    System.out.printf("%-20s %7d us  x%.1f%n", what, micros, (double) micros / plain);
  }

  private static long plain(ProxyUnderTest proxy) throws IOException {
    long start = System.nanoTime();
    try (Wire client = proxy.connect()) {
      client.send(Requests.get("hostile.test"));
      client.awaitBytes();
      return System.nanoTime() - start;
    }
  }

  private static long secure(ProxyUnderTest proxy, Trust trust, String name) throws IOException {
    long start = System.nanoTime();
    try (Wire client = proxy.tunnel(name + ":443").overTls(trust.client(), name)) {
      client.send("GET / HTTP/1.1\r\nHost: " + name + "\r\n\r\n");
      client.awaitBytes();
      return System.nanoTime() - start;
    }
  }

  private static long median(Callable<Long> measured) throws Exception {
    long[] nanos = new long[MEASURED];
    for (int i = -WARM; i < MEASURED; i++) {
      long took = measured.call();
      if (i >= 0) {
        nanos[i] = took;
      }
    }
    Arrays.sort(nanos);
    return nanos[MEASURED / 2] / 1_000;
  }

  /** Of connections that have their page and stay; the client's side is in it. */
  private static void memory(ProxyUnderTest proxy, Trust trust) throws IOException {
    int many = 100;
    Wire[] clients = new Wire[many];
    long before = used();
    for (int i = 0; i < many; i++) {
      clients[i] = proxy.tunnel("hostile.test:443").overTls(trust.client(), "hostile.test");
      clients[i].send("GET / HTTP/1.1\r\nHost: hostile.test\r\n\r\n");
      Reply.of(clients[i]);
    }
    System.out.printf("heap of both sides  %7d KB each%n", (used() - before) / many / 1024);
    for (Wire client : clients) {
      client.close();
    }
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 5; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
