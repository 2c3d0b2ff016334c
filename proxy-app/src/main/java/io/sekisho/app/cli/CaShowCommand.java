package io.sekisho.app.cli;

import io.sekisho.app.ca.AuthorityCertificates;
import io.sekisho.app.ca.AuthorityFileFault;
import io.sekisho.app.config.ConfigFaults;
import java.io.PrintWriter;
import java.security.cert.X509Certificate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the certificates of the authority. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows the certificates of the authority: subject, fingerprint, times, limits.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CaShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Override
  public Integer call() throws ConfigFaults, UsageFault {
    PrintWriter out = spec.commandLine().getOut();
    try {
      String gap = "";
      for (X509Certificate certificate :
          AuthorityCertificates.read(config.readWithoutAuthority().ca()).all()) {
        out.print(gap);
        CertificateText.print(certificate, out);
        gap = System.lineSeparator();
      }
      return ExitStatus.OK;
    } catch (AuthorityFileFault e) {
      throw new UsageFault(String.valueOf(e.getMessage()));
    } finally {
      out.flush();
    }
  }
}
