package io.sekisho.proxy.ca;

import io.sekisho.rules.indicator.HostName;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.jspecify.annotations.Nullable;

/** The name constraints of a root (RFC 5280, 4.2.1.10), as they are written and shown. */
public final class RootConstraints {
  private static final int IPV4_NETWORK = 8;
  private static final int IPV6_NETWORK = 32;

  private RootConstraints() {}

  /** Absent where nothing is permitted or excluded by name. */
  static Optional<NameConstraints> of(RootPlan plan) {
    List<GeneralSubtree> permitted = trees(plan.permitted());
    List<GeneralSubtree> excluded = new ArrayList<>(trees(plan.excluded()));
    if (!permitted.isEmpty()) {
      excluded.add(everyAddress(IPV4_NETWORK));
      excluded.add(everyAddress(IPV6_NETWORK));
    }
    return permitted.isEmpty() && excluded.isEmpty()
        ? Optional.empty()
        : Optional.of(new NameConstraints(array(permitted), array(excluded)));
  }

  /** Those of a certificate. */
  static Optional<NameConstraints> of(X509Certificate certificate) {
    return Optional.ofNullable(certificate.getExtensionValue(Extension.nameConstraints.getId()))
        .map(value -> NameConstraints.getInstance(ASN1OctetString.getInstance(value).getOctets()));
  }

  private static List<GeneralSubtree> trees(List<HostName> names) {
    return names.stream()
        .map(name -> new GeneralSubtree(new GeneralName(GeneralName.dNSName, name.ascii())))
        .toList();
  }

  /** A network of all zeros, address and mask. */
  private static GeneralSubtree everyAddress(int bytes) {
    return new GeneralSubtree(
        new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[bytes])));
  }

  private static GeneralSubtree @Nullable [] array(List<GeneralSubtree> trees) {
    return trees.isEmpty() ? null : trees.toArray(GeneralSubtree[]::new);
  }

  /** One line each, such as {@code permitted DNS example.org}; none where there are none. */
  public static List<String> describe(X509Certificate certificate) {
    List<String> lines = new ArrayList<>();
    of(certificate)
        .ifPresent(
            constraints -> {
              describe("permitted", constraints.getPermittedSubtrees(), lines);
              describe("excluded", constraints.getExcludedSubtrees(), lines);
            });
    return lines;
  }

  private static void describe(String kind, GeneralSubtree @Nullable [] trees, List<String> lines) {
    if (trees != null) {
      for (GeneralSubtree tree : trees) {
        lines.add(kind + " " + describe(tree.getBase()));
      }
    }
  }

  private static String describe(GeneralName base) {
    if (base.getTagNo() != GeneralName.iPAddress) {
      String kind =
          base.getTagNo() == GeneralName.dNSName ? "DNS " : "type " + base.getTagNo() + " ";
      return kind + base.getName();
    }
    byte[] network = ASN1OctetString.getInstance(base.getName()).getOctets();
    String family = network.length == IPV4_NETWORK ? "IPv4" : "IPv6";
    return isZero(network) ? "every " + family + " address" : family + " " + base.getName();
  }

  private static boolean isZero(byte[] bytes) {
    for (byte each : bytes) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }
}
