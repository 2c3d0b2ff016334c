package io.sekisho.proxy.ca;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.SslContext;
import io.sekisho.proxy.ca.MintingFailure.Reason;
import io.sekisho.proxy.explicit.Await;
import io.sekisho.rules.indicator.Host;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is minted, shared, kept and refused. */
final class MintingTest {
  private static final Host HOST = Authorities.host("c2.example");

  private final AtomicReference<Instant> now = new AtomicReference<>(Authorities.now());
  private final Minting minting = new Minting(now::get);

  @AfterEach
  void close() {
    minting.close();
  }

  private SslContext minted(Host host) throws Exception {
    return minting.serverContext(host).get(10, TimeUnit.SECONDS);
  }

  private static Reason failure(CompletableFuture<SslContext> asked)
      throws InterruptedException, TimeoutException {
    try {
      asked.get(10, TimeUnit.SECONDS);
      throw new AssertionError("it was minted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MintingFailure failure) {
        return failure.reason();
      }
      throw new AssertionError(e);
    }
  }

  @Test
  void withoutAnAuthorityNothingIsMinted() throws Exception {
    assertThat(minting.isOn()).isFalse();
    assertThat(failure(minting.serverContext(HOST))).isEqualTo(Reason.OFF);
    assertThat(minting.count().failed(Reason.OFF)).isEqualTo(1);
  }

  @Test
  void whoeverAsksForTheSameHostAtOnceSharesOneCertificate() throws Exception {
    minting.use(Optional.of(Authorities.root()));

    List<CompletableFuture<SslContext>> asked =
        IntStream.range(0, 100).mapToObj(at -> minting.serverContext(HOST)).toList();

    for (CompletableFuture<SslContext> each : asked) {
      assertThat(each.get(10, TimeUnit.SECONDS)).isSameAs(minted(HOST));
    }
    assertThat(minting.count().minted()).isEqualTo(1);
  }

  @Test
  void oneWhoGivesUpTakesNothingFromTheOthers() throws Exception {
    minting.use(Optional.of(Authorities.root()));

    minting.serverContext(HOST).cancel(true);

    assertThat(minted(HOST)).isNotNull();
  }

  @Test
  void isKeptForAWhile() throws Exception {
    minting.use(Optional.of(Authorities.root()));
    SslContext first = minted(HOST);

    now.updateAndGet(time -> time.plus(ContextCache.KEPT.minusMinutes(1)));
    SslContext second = minted(HOST);
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(2)));
    SslContext third = minted(HOST);

    assertThat(second).isSameAs(first);
    assertThat(third).isNotSameAs(first);
  }

  @Test
  void anotherAuthorityBeginsAnew() throws Exception {
    CertificateAuthority first = Authorities.root();
    minting.use(Optional.of(first));
    SslContext before = minted(HOST);

    minting.use(Optional.of(Authorities.authority(Authorities.after(first, "Next"))));

    assertThat(minting.cached()).isZero();
    assertThat(minted(HOST)).isNotSameAs(before);
  }

  @Test
  void sameAuthorityAgainKeepsWhatWasMinted() throws Exception {
    NewRoot root = Authorities.newRoot("Test root");
    minting.use(Optional.of(Authorities.authority(root)));
    SslContext before = minted(HOST);

    minting.use(Optional.of(Authorities.authority(root)));

    assertThat(minted(HOST)).isSameAs(before);
  }

  @Test
  void hostThatItsConstraintsExcludeIsRefused() throws Exception {
    minting.use(Optional.of(Authorities.authority(Authorities.newRoot("Limited", "corp.example"))));

    assertThat(failure(minting.serverContext(HOST))).isEqualTo(Reason.EXCLUDED);
    assertThat(minting.cached()).isZero();
  }

  @Test
  void authorityThatHasEndedMintsNothing() throws Exception {
    minting.use(Optional.of(Authorities.root()));
    SslContext before = minted(HOST);

    now.updateAndGet(time -> time.plus(Authorities.YEAR).plusSeconds(1));

    assertThat(before).isNotNull();
    assertThat(failure(minting.serverContext(HOST))).isEqualTo(Reason.EXPIRED);
  }

  @Test
  void floodOfNamesIsRefusedBeyondTheQueueAndLeavesNothingBehind() {
    minting.use(Optional.of(Authorities.root()));

    List<CompletableFuture<SslContext>> asked =
        IntStream.range(0, 5_000)
            .mapToObj(at -> minting.serverContext(Authorities.host("n" + at + ".example")))
            .toList();
    Await.until("all are answered", () -> asked.stream().allMatch(CompletableFuture::isDone));

    long busy = minting.count().failed(Reason.BUSY);
    assertThat(busy).isPositive();
    assertThat(minting.count().minted() + busy).isEqualTo(5_000);
    assertThat(minting.cached()).isLessThanOrEqualTo(5_000 - (int) busy);
  }
}
