package io.sekisho.proxy.ca;

import io.netty.handler.ssl.SslContext;
import io.sekisho.proxy.ca.MintingFailure.Reason;
import io.sekisho.rules.indicator.Host;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** One authority at work: its press, and what it made. */
final class Mint {
  private final CertificateAuthority authority;
  private final LeafPress press;
  private final ContextCache cache = new ContextCache();

  Mint(CertificateAuthority authority) {
    this.authority = authority;
    this.press = new LeafPress(authority);
  }

  CertificateAuthority authority() {
    return authority;
  }

  ContextCache cache() {
    return cache;
  }

  /** Why nothing is made for this host now; costs no signature. */
  Optional<MintingFailure> objection(Host host, Instant now) {
    if (!authority.isValidAt(now)) {
      return Optional.of(
          new MintingFailure(Reason.EXPIRED, "the authority's certificate is not valid now"));
    }
    return authority.maySpeakFor(host)
        ? Optional.empty()
        : Optional.of(
            new MintingFailure(Reason.EXCLUDED, "the authority may not speak for this host"));
  }

  SslContext make(Host host, Instant now) throws GeneralSecurityException, SSLException {
    return ServerContexts.of(press.mint(host, now));
  }
}
