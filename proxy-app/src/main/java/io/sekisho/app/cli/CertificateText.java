package io.sekisho.app.cli;

import io.sekisho.proxy.ca.Certificates;
import io.sekisho.proxy.ca.RootConstraints;
import java.io.PrintWriter;
import java.security.cert.X509Certificate;
import java.util.List;

/** A certificate of an authority for a terminal. */
final class CertificateText {
  private CertificateText() {}

  static void print(X509Certificate certificate, PrintWriter out) {
    out.println("Subject:      " + Printable.of(certificate.getSubjectX500Principal().toString()));
    out.println("Issuer:       " + Printable.of(certificate.getIssuerX500Principal().toString()));
    out.println("SHA-256:      " + Certificates.fingerprint(certificate));
    out.println(
        "Valid:        %s to %s"
            .formatted(
                certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant()));
    List<String> constraints = RootConstraints.describe(certificate);
    out.println(
        "Constraints:  "
            + (constraints.isEmpty() ? "none" : Printable.of(String.join(", ", constraints))));
  }
}
