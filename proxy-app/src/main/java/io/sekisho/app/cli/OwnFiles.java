package io.sekisho.app.cli;

import io.sekisho.app.ca.AuthoritySettings;
import io.sekisho.app.ca.AuthoritySource;
import io.sekisho.app.ca.OwnAuthority;
import io.sekisho.proxy.ca.NewRoot;
import java.io.PrintWriter;
import java.util.Optional;

/** The files that commands make. */
final class OwnFiles {
  private OwnFiles() {}

  /** Where they are; nowhere in a configuration that has an authority from elsewhere. */
  static OwnAuthority of(AuthoritySettings settings) throws UsageFault {
    return settings
        .source()
        .<Optional<AuthoritySource.Own>>fold(
            store -> Optional.empty(), files -> Optional.empty(), Optional::of)
        .map(own -> new OwnAuthority(own.directory()))
        .orElseThrow(
            () ->
                new UsageFault(
                    "the configuration has an authority that was made elsewhere"
                        + " (ca.key-store or ca.private-key)"));
  }

  static void tell(PrintWriter out, OwnAuthority.Entry made, NewRoot root) {
    out.println("Key:          " + made.key());
    out.println("Certificates: " + made.certificates());
    CertificateText.print(root.certificates().get(0), out);
    out.flush();
  }
}
