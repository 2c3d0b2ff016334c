package io.sekisho.app.cli;

import io.sekisho.app.ca.AuthorityFileFault;
import io.sekisho.app.ca.AuthorityLoader;
import io.sekisho.app.ca.AuthoritySettings;
import io.sekisho.app.ca.AuthoritySource;
import io.sekisho.app.ca.OwnAuthority;
import io.sekisho.app.config.ConfigFaults;
import io.sekisho.proxy.ca.AuthorityFault;
import io.sekisho.proxy.ca.CertificateAuthority;
import io.sekisho.proxy.ca.Certificates;
import io.sekisho.proxy.ca.NewRoot;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes the next root. */
@Command(
    name = "rotate",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the next root, with the same constraints, and has the one in use certify it: devices"
          + " that trust only the old one, and devices that trust only the new one, both accept.",
      "The service takes it at SIGHUP."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CaRotateCommand implements Callable<Integer> {
  private static final Pattern NUMBERED = Pattern.compile("(.*) G([0-9]{1,4})");

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;
  @Mixin private PassphraseOption passphrase;
  @Mixin private RootOptions options;

  @Override
  public Integer call() throws ConfigFaults, UsageFault, IOException {
    AuthoritySettings settings = config.readWithoutAuthority().ca();
    OwnAuthority own = OwnFiles.of(settings);
    try {
      char[] secret = passphrase.known(settings);
      CertificateAuthority old =
          new AuthorityLoader(secret).load(new AuthoritySource.Own(own.directory()));
      if (!Instant.now().isBefore(old.end())) {
        throw new UsageFault(
            "the root has ended at "
                + old.end()
                + " and certifies no other: begin anew, see README");
      }
      NewRoot next = NewRoot.after(old, nextName(old), options.validity(), Instant.now());
      tell(own.add(next, secret), next, old);
      return ExitStatus.OK;
    } catch (AuthorityFault | AuthorityFileFault e) {
      throw new UsageFault(String.valueOf(e.getMessage()));
    }
  }

  private void tell(OwnAuthority.Entry made, NewRoot next, CertificateAuthority old) {
    PrintWriter out = spec.commandLine().getOut();
    OwnFiles.tell(out, made, next);
    out.println("Devices that trust the old root accept it until " + old.end() + ".");
    out.println("In force at the next SIGHUP (systemctl reload sekisho).");
    out.flush();
  }

  private String nextName(CertificateAuthority old) throws UsageFault {
    String before = Certificates.name(old.certificate());
    String name = options.name(numbered(before));
    if (name.equals(before)) {
      throw new UsageFault("the next root has to have another name than the one before");
    }
    return name;
  }

  /** With the number of its generation behind it. */
  static String numbered(String name) {
    Matcher numbered = NUMBERED.matcher(name);
    return numbered.matches()
        ? numbered.group(1) + " G" + (Integer.parseInt(numbered.group(2)) + 1)
        : name + " G2";
  }
}
