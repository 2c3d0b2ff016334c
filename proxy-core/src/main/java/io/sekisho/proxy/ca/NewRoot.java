package io.sekisho.proxy.ca;

import io.sekisho.proxy.ca.IssuerRequest.Certifier;
import io.sekisho.proxy.ca.IssuerRequest.Period;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.NameConstraints;

/**
 * A root that was just made: an ECDSA key on P-256 that nobody else has, and its certificates.
 *
 * @param certificates the root itself, then the one that an older root gave its key, if any did
 */
public record NewRoot(PrivateKey key, List<X509Certificate> certificates) {

  public NewRoot {
    certificates = List.copyOf(certificates);
  }

  /** The first one. */
  public static NewRoot of(RootPlan plan, Instant now) throws AuthorityFault {
    try {
      KeyPair keys = CertificateParts.newKey();
      IssuerRequest request = request(plan.name(), keys, RootConstraints.of(plan));
      return new NewRoot(
          keys.getPrivate(), List.of(root(request, keys, period(plan.validity(), now))));
    } catch (GeneralSecurityException e) {
      throw unsigned(e);
    }
  }

  /**
   * The one that comes after another, with the same constraints. The old one certifies it until it
   * ends itself, so that whoever trusts the old one alone trusts what the new one signs.
   *
   * @param name another one than the old one has, lest a device take them for the same
   */
  public static NewRoot after(CertificateAuthority old, String name, Duration validity, Instant now)
      throws AuthorityFault {
    try {
      KeyPair keys = CertificateParts.newKey();
      IssuerRequest request = request(name, keys, RootConstraints.of(old.certificate()));
      Period period = period(validity, now);
      Instant oldEnd = old.certificate().getNotAfter().toInstant();
      Period bridge =
          new Period(period.from(), oldEnd.isBefore(period.to()) ? oldEnd : period.to());
      return new NewRoot(
          keys.getPrivate(),
          List.of(root(request, keys, period), request.certifiedBy(Certifier.of(old), bridge)));
    } catch (GeneralSecurityException e) {
      throw unsigned(e);
    }
  }

  /** From the day before, for devices whose clocks are slow. */
  private static Period period(Duration validity, Instant now) {
    return new Period(now.minus(LeafPress.BACKDATED), now.plus(validity));
  }

  private static IssuerRequest request(
      String name, KeyPair keys, Optional<NameConstraints> constraints) {
    X500Name subject = new X500NameBuilder().addRDN(BCStyle.CN, name).build();
    return new IssuerRequest(subject, keys.getPublic(), constraints);
  }

  private static X509Certificate root(IssuerRequest request, KeyPair keys, Period period)
      throws AuthorityFault, GeneralSecurityException {
    return request.certifiedBySelf(SigningKey.of(keys.getPrivate()), period);
  }

  private static AuthorityFault unsigned(GeneralSecurityException e) {
    return new AuthorityFault("the certificate could not be signed: " + e.getMessage());
  }

  /** How many certificates: nothing of the key. */
  @Override
  public String toString() {
    return certificates.size() + " certificates";
  }
}
