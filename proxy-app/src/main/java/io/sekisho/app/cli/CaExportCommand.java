package io.sekisho.app.cli;

import io.sekisho.app.ca.AuthorityCertificates;
import io.sekisho.app.ca.AuthorityFileFault;
import io.sekisho.app.config.ConfigFaults;
import io.sekisho.proxy.ca.InstallFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes out what devices have to trust. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Writes the root certificate as ca.pem (PEM) and ca.crt (DER), and ca.html, a page that"
            + " says how to install it. There is nothing secret in them.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CaExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Where to; made if it is not there. Without this: here.")
  private Path directory;

  @Override
  public Integer call() throws ConfigFaults, UsageFault, IOException {
    X509Certificate root = root();
    PrintWriter out = spec.commandLine().getOut();
    Files.createDirectories(directory);
    for (InstallFile.Kind kind : InstallFile.Kind.values()) {
      Path file = directory.resolve(kind.fileName());
      Files.write(file, kind.of(root).bytes());
      out.println(file);
    }
    out.flush();
    return ExitStatus.OK;
  }

  private X509Certificate root() throws ConfigFaults, UsageFault {
    try {
      return AuthorityCertificates.read(config.readWithoutAuthority().ca())
          .root()
          .orElseThrow(
              () ->
                  new UsageFault(
                      "the files have no root, only certificates that another one issued"));
    } catch (AuthorityFileFault e) {
      throw new UsageFault(String.valueOf(e.getMessage()));
    }
  }
}
