package io.sekisho.app.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sekisho.proxy.ca.CertificateAuthority;
import io.sekisho.proxy.ca.Minting;
import io.sekisho.proxy.ca.MintingCount;
import io.sekisho.proxy.ca.MintingFailure.Reason;
import java.time.Instant;

/** Meters of what is minted. */
final class AuthorityMetrics {
  private AuthorityMetrics() {}

  static void register(MeterRegistry registry, Minting minting) {
    FunctionCounter.builder("ca.minted", minting.count(), MintingCount::minted)
        .description("Certificates minted")
        .register(registry);
    FunctionCounter.builder("ca.reused", minting.count(), MintingCount::reused)
        .description("Times that a certificate minted before served again")
        .register(registry);
    for (Reason reason : Reason.values()) {
      FunctionCounter.builder("ca.failed", minting.count(), count -> count.failed(reason))
          .description("Certificates not minted, by why")
          .tag("reason", reason.label())
          .register(registry);
    }
    Gauge.builder("ca.cached", minting, Minting::cached)
        .description("Certificates kept, those being minted among them")
        .register(registry);
    Gauge.builder("ca.expiry.timestamp", minting, AuthorityMetrics::end)
        .description("When the authority's certificate ends")
        .baseUnit("seconds")
        .register(registry);
  }

  /** Not a number while there is no authority. */
  private static double end(Minting minting) {
    return minting
        .authority()
        .map(CertificateAuthority::end)
        .map(Instant::getEpochSecond)
        .map(Long::doubleValue)
        .orElse(Double.NaN);
  }
}
