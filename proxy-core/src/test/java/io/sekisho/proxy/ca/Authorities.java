package io.sekisho.proxy.ca;

import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** Authorities for tests. */
public final class Authorities {
  static final Duration YEAR = Duration.ofDays(365);

  private Authorities() {}

  /** In whole seconds, as certificates have times. */
  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  /** A fresh root without constraints. */
  public static CertificateAuthority root() {
    return authority(newRoot("Test root"));
  }

  static NewRoot newRoot(String name, String... permitted) {
    try {
      return NewRoot.of(new RootPlan(name, YEAR, names(permitted), List.of()), now());
    } catch (AuthorityFault e) {
      throw new AssertionError(e);
    }
  }

  static List<HostName> names(String... names) {
    return Stream.of(names).map(HostName::new).toList();
  }

  static CertificateAuthority authority(NewRoot made) {
    try {
      return CertificateAuthority.of(made.key(), made.certificates());
    } catch (AuthorityFault e) {
      throw new AssertionError(e);
    }
  }

  static NewRoot after(CertificateAuthority old, String name) {
    try {
      return NewRoot.after(old, name, YEAR, now());
    } catch (AuthorityFault e) {
      throw new AssertionError(e);
    }
  }

  static Host host(String text) {
    return Host.parse(text).orElseThrow();
  }
}
