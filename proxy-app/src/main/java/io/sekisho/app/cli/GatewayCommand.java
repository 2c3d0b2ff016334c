package io.sekisho.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Commands about the transparent gateway. */
@Command(
    name = "gateway",
    mixinStandardHelpOptions = true,
    description = "Helps to set up the transparent gateway.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = GatewayRulesCommand.class)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class GatewayCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do with a gateway: rules.");
  }
}
