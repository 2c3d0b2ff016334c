package io.sekisho.proxy.ca;

import io.netty.handler.ssl.SslContext;
import io.sekisho.proxy.ca.MintingFailure.Reason;
import io.sekisho.rules.indicator.Host;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mints certificates for hosts on threads of its own, and keeps them for a while: at most {@value
 * ContextCache#MOST}, each for some hours. One for the process; safe for several threads, and never
 * blocks whoever asks. Off as long as no authority is in use.
 */
public final class Minting implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Minting.class);

  private final InstantSource clock;
  private final MintThreads threads = new MintThreads();
  private final MintingCount count = new MintingCount();
  private volatile @Nullable Mint mint;

  public Minting(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Mints with this authority from now on, or no more. What another one minted is let go of;
   * connections that have it go on. Takes milliseconds.
   */
  public void use(Optional<CertificateAuthority> next) {
    if (!next.equals(authority())) {
      mint = next.map(Mint::new).orElse(null);
    }
  }

  /** What is in use. */
  public Optional<CertificateAuthority> authority() {
    return Optional.ofNullable(mint).map(Mint::authority);
  }

  /** Whether a certificate for this host may be had now, as far as that can be told beforehand. */
  public boolean maySpeakFor(Host host) {
    Mint busy = mint;
    return busy != null && busy.objection(host, clock.instant()).isEmpty();
  }

  /** Whether there is an authority at all; a host may be refused all the same. */
  public boolean isOn() {
    return mint != null;
  }

  public MintingCount count() {
    return count;
  }

  /** How many certificates are kept, those that are being made among them. */
  public int cached() {
    return Optional.ofNullable(mint).map(busy -> busy.cache().size()).orElse(0);
  }

  /**
   * What a TLS server is made with that this host's clients accept: TLS 1.2 and 1.3, and HTTP/1.1
   * as the only protocol inside. Many who ask for one host share one certificate.
   *
   * <p>Completes on a thread that mints, or before this returns: whoever needs an event loop goes
   * there by itself. Fails with {@link MintingFailure}.
   */
  public CompletableFuture<SslContext> serverContext(Host host) {
    Mint busy = mint;
    if (busy == null) {
      return failed(new MintingFailure(Reason.OFF, "there is no certificate authority"));
    }
    Instant now = clock.instant();
    return busy.objection(host, now)
        .map(this::failed)
        .orElseGet(() -> placed(busy, host, now).copy());
  }

  private CompletableFuture<SslContext> failed(MintingFailure failure) {
    count.addFailed(failure.reason());
    return CompletableFuture.failedFuture(failure);
  }

  private CompletableFuture<SslContext> placed(Mint busy, Host host, Instant now) {
    ContextCache.Place place = busy.cache().place(host, now);
    if (!place.isNew()) {
      count.addReused();
    } else if (!threads.run(() -> fill(busy, host, place.context()))) {
      giveUp(busy, host, place.context(), new MintingFailure(Reason.BUSY, "too many wait already"));
    }
    return place.context();
  }

  private void fill(Mint busy, Host host, CompletableFuture<SslContext> context) {
    try {
      SslContext made = busy.make(host, clock.instant());
      count.addMinted();
      context.complete(made);
    } catch (GeneralSecurityException | SSLException | RuntimeException e) {
      LOG.warn("A certificate could not be minted: {}", e.toString());
      giveUp(busy, host, context, new MintingFailure(Reason.FAULT, "it could not be signed"));
    }
  }

  private void giveUp(
      Mint busy, Host host, CompletableFuture<SslContext> context, MintingFailure failure) {
    busy.cache().forget(host, context);
    count.addFailed(failure.reason());
    context.completeExceptionally(failure);
  }

  /** Mints nothing more but what was asked for already. */
  @Override
  public void close() {
    mint = null;
    threads.close();
  }
}
