package io.sekisho.proxy.ca;

import io.sekisho.rules.indicator.Host;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;

/**
 * Whom the certificates of an authority let it speak for (name constraints, RFC 5280, 4.2.1.10).
 */
final class NameLimits {
  private final PKIXNameConstraintValidator validator = new PKIXNameConstraintValidator();
  private boolean limitsSubjects;

  private NameLimits() {}

  /** All of them together. */
  static NameLimits of(List<X509Certificate> certificates) throws AuthorityFault {
    NameLimits limits = new NameLimits();
    for (X509Certificate certificate : certificates) {
      limits.add(certificate);
    }
    return limits;
  }

  private void add(X509Certificate certificate) throws AuthorityFault {
    byte[] value = certificate.getExtensionValue(Extension.nameConstraints.getId());
    if (value == null) {
      return;
    }
    try {
      NameConstraints constraints =
          NameConstraints.getInstance(ASN1OctetString.getInstance(value).getOctets());
      add(constraints);
    } catch (RuntimeException e) { // as the parser tells of whatever is malformed
      throw new AuthorityFault("name constraints that cannot be read");
    }
  }

  private void add(NameConstraints constraints) {
    GeneralSubtree[] permitted = constraints.getPermittedSubtrees();
    GeneralSubtree[] excluded = constraints.getExcludedSubtrees();
    if (permitted != null) {
      validator.intersectPermittedSubtree(permitted);
      note(permitted);
    }
    if (excluded != null) {
      for (GeneralSubtree tree : excluded) {
        validator.addExcludedSubtree(tree);
      }
      note(excluded);
    }
  }

  private void note(GeneralSubtree[] trees) {
    for (GeneralSubtree tree : trees) {
      limitsSubjects |= tree.getBase().getTagNo() == GeneralName.directoryName;
    }
  }

  /** Whether subjects are limited too, so that a certificate does better without one. */
  boolean limitSubjects() {
    return limitsSubjects;
  }

  boolean allow(Host host) {
    GeneralName name = nameOf(host);
    try {
      validator.checkPermitted(name);
      validator.checkExcluded(name);
      return true;
    } catch (NameConstraintValidatorException e) {
      return false;
    }
  }

  /** As it stands in a certificate: a name, or an address as its 4 or 16 bytes. */
  static GeneralName nameOf(Host host) {
    return host.fold(
        name -> new GeneralName(GeneralName.dNSName, name.ascii()),
        address ->
            new GeneralName(
                GeneralName.iPAddress, new DEROctetString(address.toInetAddress().getAddress())));
  }
}
