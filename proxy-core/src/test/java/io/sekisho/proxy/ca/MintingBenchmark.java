package io.sekisho.proxy.ca;

import io.netty.handler.ssl.SslContext;
import io.sekisho.rules.indicator.Host;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What a minted certificate costs: how many are made in a second, and how long a client waits for
 * the first byte behind a handshake, beside a context that was there from the beginning. All of one
 * kind of round are interleaved with the others, so that whatever else the machine does meets all.
 *
 * <p>{@code deploy/bench/minting} runs it.
 */
final class MintingBenchmark {
  private static final int USUAL_ROUNDS = 3_000;
  private static final double NANOS = 1e9;

  /** Where the context of a handshake comes from. */
  private enum Variant {
    PREPARED,
    CACHED,
    MINTED
  }

  private static final Host FIXED = Authorities.host("c2.example");

  private final CertificateAuthority authority = Authorities.root();
  private final Minting minting = new Minting(InstantSource.system());
  private final Device device = Device.trusting(authority.certificate());
  private final int rounds;
  private int names;

  /**
   * @param rounds half as many go before, unmeasured
   */
  private MintingBenchmark(int rounds) {
    this.rounds = rounds;
    minting.use(Optional.of(authority));
  }

  public static void main(String[] arguments) throws Exception {
    MintingBenchmark benchmark =
        new MintingBenchmark(arguments.length == 0 ? USUAL_ROUNDS : Integer.parseInt(arguments[0]));
    benchmark.rates();
    benchmark.handshakes();
    benchmark.minting.close();
  }

  /** Work of which it is counted how often it is done in a second, on one thread. */
  @FunctionalInterface
  private interface Work {
    void run() throws GeneralSecurityException, IOException;
  }

  private void rates() throws Exception {
    LeafPress press = new LeafPress(authority);
    double signature = rate(this::sign);
    double leaf = rate(() -> press.mint(next(), Instant.now()));
    double context = rate(() -> ServerContexts.of(press.mint(next(), Instant.now())));
    System.out.println("| work on one thread | a second | x one ECDSA signature |");
    System.out.println("|---|---|---|");
    row("one ECDSA signature", signature, signature);
    row("certificate", leaf, signature);
    row("certificate with its TLS context", context, signature);
  }

  private static void row(String name, double rate, double signature) {
    System.out.printf("| %s | %.0f | %.2f |%n", name, rate, signature / rate);
  }

  private void sign() throws GeneralSecurityException {
    Signature signature = Signature.getInstance(authority.key().algorithm());
    signature.initSign(authority.key().key());
    signature.update("c2.example".getBytes(StandardCharsets.US_ASCII));
    signature.sign();
  }

  private double rate(Work work) throws Exception {
    for (int i = 0; i < rounds / 2; i++) {
      work.run();
    }
    long start = System.nanoTime();
    for (int i = 0; i < rounds; i++) {
      work.run();
    }
    return rounds * NANOS / (System.nanoTime() - start);
  }

  private Host next() {
    return Authorities.host("n" + names++ + ".example");
  }

  private void handshakes() throws Exception {
    Map<Variant, long[]> times = new EnumMap<>(Variant.class);
    SslContext prepared = minting.serverContext(FIXED).get();
    try (FirstByteServer server = new FirstByteServer()) {
      for (int round = -rounds / 2; round < rounds; round++) {
        for (Variant variant : Variant.values()) {
          long took = firstByte(variant, prepared, server);
          if (round >= 0) {
            times.computeIfAbsent(variant, each -> new long[rounds])[round] = took;
          }
        }
      }
    }
    report(times);
  }

  private long firstByte(Variant variant, SslContext prepared, FirstByteServer server)
      throws Exception {
    Host host = variant == Variant.MINTED ? next() : FIXED;
    server.next(
        () ->
            variant == Variant.PREPARED
                ? CompletableFuture.completedFuture(prepared)
                : minting.serverContext(host));
    return new FirstByteClient(device, host.toString()).nanos(server.address());
  }

  private void report(Map<Variant, long[]> times) {
    System.out.println();
    System.out.println("| context | first byte p50, us | p99, us | x prepared (p50) |");
    System.out.println("|---|---|---|---|");
    double prepared = 0;
    for (Map.Entry<Variant, long[]> each : times.entrySet()) {
      long[] sorted = each.getValue();
      Arrays.sort(sorted);
      double middle = sorted[rounds / 2] / 1e3;
      prepared = each.getKey() == Variant.PREPARED ? middle : prepared;
      System.out.printf(
          "| %s | %.0f | %.0f | %.2f |%n",
          each.getKey(), middle, sorted[rounds * 99 / 100] / 1e3, middle / prepared);
    }
  }
}
