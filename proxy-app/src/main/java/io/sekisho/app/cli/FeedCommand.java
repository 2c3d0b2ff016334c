package io.sekisho.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Commands about feeds. */
@Command(
    name = "feed",
    mixinStandardHelpOptions = true,
    description = "Looks at feed files.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = FeedParseCommand.class)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class FeedCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do with a feed: parse.");
  }
}
