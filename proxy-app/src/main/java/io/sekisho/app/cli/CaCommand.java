package io.sekisho.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Commands about the certificate authority. */
@Command(
    name = "ca",
    mixinStandardHelpOptions = true,
    description = "Makes and shows the certificate authority that answers inside TLS need.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CaInitCommand.class,
      CaRotateCommand.class,
      CaShowCommand.class,
      CaExportCommand.class
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CaCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do with the authority: init, rotate, show or export.");
  }
}
