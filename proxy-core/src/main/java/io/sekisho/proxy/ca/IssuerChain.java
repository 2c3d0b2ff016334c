package io.sekisho.proxy.ca;

import static java.util.Comparator.naturalOrder;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The certificates of one authority, in order, whatever order they were given in. An authority may
 * have several certificates for the same key: its own root, and the one that an older root gave it
 * so that whoever trusts only that one can follow.
 *
 * @param signing what leaves name as their issuer
 * @param sent what stands behind a leaf: from certificates of the authority's key upwards, roots
 *     not among them, since whoever trusts one has it
 * @param root what devices have to trust; absent where only somebody else has it
 */
record IssuerChain(
    X509Certificate signing, List<X509Certificate> sent, Optional<X509Certificate> root) {
  private static final int LONGEST = 8;

  IssuerChain {
    sent = List.copyOf(sent);
  }

  static IssuerChain of(PublicKey key, List<X509Certificate> given) throws AuthorityFault {
    List<X509Certificate> own =
        given.stream().filter(certificate -> certificate.getPublicKey().equals(key)).toList();
    if (own.isEmpty()) {
      throw new AuthorityFault("no certificate belongs to the private key");
    }
    Optional<X509Certificate> ownRoot = own.stream().filter(IssuerChain::isRoot).findFirst();
    X509Certificate signing = ownRoot.orElse(own.get(0));
    List<X509Certificate> chain = new ArrayList<>();
    own.stream()
        .filter(other -> !isRoot(other) && sameSubject(other, signing))
        .findFirst()
        .ifPresent(chain::add);
    Optional<X509Certificate> top = climb(chain, given);
    return new IssuerChain(signing, chain, ownRoot.or(() -> top));
  }

  /** Adds the issuers of the last one; returns the root that it came to. */
  private static Optional<X509Certificate> climb(
      List<X509Certificate> chain, List<X509Certificate> given) {
    while (!chain.isEmpty() && chain.size() <= LONGEST) {
      X509Certificate last = chain.get(chain.size() - 1);
      Optional<X509Certificate> issuer =
          given.stream().filter(other -> !chain.contains(other) && issued(other, last)).findFirst();
      if (issuer.isEmpty() || isRoot(issuer.get())) {
        return issuer;
      }
      chain.add(issuer.get());
    }
    return Optional.empty();
  }

  private static boolean sameSubject(X509Certificate one, X509Certificate other) {
    return one.getSubjectX500Principal().equals(other.getSubjectX500Principal());
  }

  static boolean isRoot(X509Certificate certificate) {
    return issued(certificate, certificate);
  }

  private static boolean issued(X509Certificate issuer, X509Certificate certificate) {
    if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Whether the authority is a root itself. */
  boolean beginsAtRoot() {
    return !sent.contains(signing);
  }

  /** What is sent at this time: a root goes on without a certificate from an older one. */
  List<X509Certificate> sentAt(Instant now) {
    boolean over = sent.stream().anyMatch(issuer -> issuer.getNotAfter().toInstant().isBefore(now));
    return beginsAtRoot() && over ? List.of() : sent;
  }

  /** When the first of those ends without which nothing below is accepted. */
  Instant end() {
    return beginsAtRoot()
        ? signing.getNotAfter().toInstant()
        : all().stream()
            .map(each -> each.getNotAfter().toInstant())
            .min(naturalOrder())
            .orElseThrow();
  }

  /** All of them, from the authority's own upwards. */
  List<X509Certificate> all() {
    List<X509Certificate> all = new ArrayList<>();
    if (beginsAtRoot()) {
      all.add(signing);
    }
    all.addAll(sent);
    root.filter(top -> !all.contains(top)).ifPresent(all::add);
    return all;
  }
}
