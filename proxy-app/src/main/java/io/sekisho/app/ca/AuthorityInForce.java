package io.sekisho.app.ca;

import io.netty.util.concurrent.DefaultThreadFactory;
import io.sekisho.proxy.ca.CertificateAuthority;
import io.sekisho.proxy.ca.Certificates;
import io.sekisho.proxy.ca.Minting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The authority through all configurations of the process: what mints, and a warning in the log
 * once a day from 30 days before its certificate ends.
 */
public final class AuthorityInForce implements AutoCloseable {
  static final Duration WARNED_BEFORE = Duration.ofDays(30);
  private static final Logger LOG = LoggerFactory.getLogger(AuthorityInForce.class);

  private final InstantSource clock;
  private final Minting minting;
  private final ScheduledExecutorService daily =
      Executors.newSingleThreadScheduledExecutor(
          new DefaultThreadFactory("sekisho-authority", true));

  private final ScheduledFuture<?> warnings;

  public AuthorityInForce(InstantSource clock) {
    this.clock = clock;
    this.minting = new Minting(clock);
    this.warnings =
        daily.scheduleAtFixedRate(() -> warning().ifPresent(LOG::warn), 1, 1, TimeUnit.DAYS);
  }

  public Minting minting() {
    return minting;
  }

  /** Goes by a configuration; empty where it has no authority. */
  public void follow(Optional<CertificateAuthority> configured) {
    if (configured.equals(minting.authority())) {
      return;
    }
    minting.use(configured);
    configured.ifPresentOrElse(
        authority -> LOG.info("Certificates are minted by {}", describe(authority)),
        () -> LOG.info("No certificates are minted any more"));
    warning().ifPresent(LOG::warn);
  }

  private static String describe(CertificateAuthority authority) {
    return "%s (SHA-256 %s), until %s"
        .formatted(
            Certificates.name(authority.certificate()),
            Certificates.fingerprint(authority.certificate()),
            authority.end());
  }

  /** What the log says of an end that is near. */
  Optional<String> warning() {
    return minting
        .authority()
        .filter(authority -> clock.instant().isAfter(authority.end().minus(WARNED_BEFORE)))
        .map(authority -> warning(authority.end()));
  }

  private String warning(Instant end) {
    return clock.instant().isBefore(end)
        ? "The certificate of the authority ends at "
            + end
            + ", and answers inside TLS with it: sekisho ca rotate makes the next"
        : "The certificate of the authority has ended at "
            + end
            + ": hostile connections get no answer inside TLS until there is another";
  }

  @Override
  public void close() {
    warnings.cancel(false);
    daily.shutdown();
    minting.close();
  }
}
