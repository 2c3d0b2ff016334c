package io.sekisho.proxy.ca;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;

/** What browsers ask of the issuers of a certificate (RFC 5280, 6.1.4), whatever the time is. */
final class ChainCheck {
  private static final int KEY_CERT_SIGN = 5;
  private static final List<String> FOR_SERVERS = List.of("1.3.6.1.5.5.7.3.1", "2.5.29.37.0");

  private ChainCheck() {}

  /** What stands above an authority that is a root itself only helps, and is not asked for. */
  static void check(IssuerChain chain) throws AuthorityFault {
    if (chain.beginsAtRoot()) {
      check(chain.signing(), 0);
      return;
    }
    List<X509Certificate> path = chain.all();
    for (int below = 0; below < path.size(); below++) {
      check(path.get(below), below);
    }
    for (X509Certificate sent : chain.sent()) {
      checkSignature(sent);
    }
  }

  private static void check(X509Certificate issuer, int below) throws AuthorityFault {
    String name = "the certificate of " + issuer.getSubjectX500Principal().getName();
    if (issuer.getBasicConstraints() < 0) {
      throw new AuthorityFault(name + " is not one of an authority (CA:TRUE)");
    }
    boolean[] usage = issuer.getKeyUsage();
    if (usage != null && !usage[KEY_CERT_SIGN]) {
      throw new AuthorityFault(name + " does not let its key sign certificates");
    }
    if (issuer.getBasicConstraints() < below) {
      throw new AuthorityFault(
          name + " allows fewer issuers below it than there are (path length)");
    }
    checkPurpose(name, issuer);
  }

  private static void checkPurpose(String name, X509Certificate issuer) throws AuthorityFault {
    try {
      List<String> purposes = issuer.getExtendedKeyUsage();
      if (purposes != null && purposes.stream().noneMatch(FOR_SERVERS::contains)) {
        throw new AuthorityFault(name + " is not for TLS servers (extended key usage)");
      }
    } catch (CertificateParsingException e) {
      throw new AuthorityFault(name + " has an extended key usage that cannot be read");
    }
  }

  private static void checkSignature(X509Certificate issuer) throws AuthorityFault {
    String algorithm = issuer.getSigAlgName().toUpperCase(Locale.ROOT);
    if (algorithm.startsWith("SHA1") || algorithm.startsWith("MD")) {
      throw new AuthorityFault(
          "the certificate of "
              + issuer.getSubjectX500Principal().getName()
              + " is signed with "
              + algorithm
              + ", which browsers refuse");
    }
  }
}
