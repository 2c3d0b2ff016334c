package io.sekisho.app.cli;

import io.sekisho.app.ca.AuthorityFileFault;
import io.sekisho.app.ca.AuthoritySettings;
import io.sekisho.app.ca.OwnAuthority;
import io.sekisho.app.config.ConfigFaults;
import io.sekisho.proxy.ca.AuthorityFault;
import io.sekisho.proxy.ca.NewRoot;
import io.sekisho.proxy.ca.RootPlan;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a root. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a root certificate and its key, encrypted under a passphrase, in the directory ca of"
          + " the state directory. Overwrites nothing.",
      "Run it as the user that the service runs as."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CaInitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;
  @Mixin private PassphraseOption passphrase;
  @Mixin private RootOptions options;

  @Option(
      names = "--permit",
      paramLabel = "NAME",
      description =
          "A name that it may speak for, with all below; then for no other, and for no address."
              + " Can be repeated.")
  private List<String> permitted = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "NAME",
      description = "A name that it may not speak for, nor for any below. Can be repeated.")
  private List<String> excluded = new ArrayList<>();

  @Override
  public Integer call() throws ConfigFaults, UsageFault, IOException {
    AuthoritySettings settings = config.readWithoutAuthority().ca();
    OwnAuthority own = OwnFiles.of(settings);
    try {
      if (own.find().isPresent()) {
        throw new UsageFault(
            own.directory() + " has an authority already; sekisho ca rotate makes the next root");
      }
      NewRoot root = NewRoot.of(plan(), Instant.now());
      OwnAuthority.Entry made = own.add(root, passphrase.chosen(settings));
      OwnFiles.tell(spec.commandLine().getOut(), made, root);
      return ExitStatus.OK;
    } catch (AuthorityFault | AuthorityFileFault e) {
      throw new UsageFault(String.valueOf(e.getMessage()));
    }
  }

  private RootPlan plan() throws UsageFault {
    return new RootPlan(
        options.name("Sekisho root CA " + LocalDate.now(ZoneOffset.UTC)),
        options.validity(),
        RootOptions.names("--permit", permitted),
        RootOptions.names("--exclude", excluded));
  }
}
