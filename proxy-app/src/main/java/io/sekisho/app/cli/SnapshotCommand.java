package io.sekisho.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What there is to ask about compiled rules in a file. */
@Command(
    name = "snapshot",
    mixinStandardHelpOptions = true,
    description = "Shows what is in a file of compiled rules.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = SnapshotInfoCommand.class)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SnapshotCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: info.");
  }
}
