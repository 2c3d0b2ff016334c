package io.sekisho.app.ca;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.ca.CertificateAuthority;
import io.sekisho.proxy.ca.NewRoot;
import io.sekisho.proxy.ca.RootPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AuthorityInForceTest {
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final AtomicReference<Instant> now = new AtomicReference<>(start);
  private final AuthorityInForce inForce = new AuthorityInForce(now::get);

  @AfterEach
  void close() {
    inForce.close();
  }

  private CertificateAuthority authority(Duration validity) throws Exception {
    NewRoot root = NewRoot.of(new RootPlan("Test root", validity, List.of(), List.of()), start);
    return CertificateAuthority.of(root.key(), root.certificates());
  }

  @Test
  void endIsToldThirtyDaysBefore() throws Exception {
    inForce.follow(Optional.of(authority(Duration.ofDays(100))));

    now.set(start.plus(Duration.ofDays(69)));
    assertThat(inForce.warning()).isEmpty();

    now.set(start.plus(Duration.ofDays(71)));
    assertThat(inForce.warning().orElseThrow())
        .contains("ends at " + start.plus(Duration.ofDays(100)))
        .contains("sekisho ca rotate");

    now.set(start.plus(Duration.ofDays(101)));
    assertThat(inForce.warning().orElseThrow())
        .contains("has ended at " + start.plus(Duration.ofDays(100)));
  }

  @Test
  void withoutAnAuthorityThereIsNothingToTell() throws Exception {
    inForce.follow(Optional.of(authority(Duration.ofDays(1))));
    assertThat(inForce.warning()).isPresent();

    inForce.follow(Optional.empty());

    assertThat(inForce.warning()).isEmpty();
    assertThat(inForce.minting().isOn()).isFalse();
  }
}
