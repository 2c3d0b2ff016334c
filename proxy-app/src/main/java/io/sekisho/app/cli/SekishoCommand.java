package io.sekisho.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The program's command line. */
@Command(
    name = "sekisho",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "An egress proxy that stops malware from reaching its command-and-control servers.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "1:lookup found the destination hostile", "2:misuse or a fault"})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SekishoCommand implements Runnable {
  @Spec private CommandSpec spec;

  private SekishoCommand() {}

  /** The command line, ready to execute; {@code launcher} is what {@code run} starts. */
  static CommandLine with(Service.Launcher launcher) {
    return new CommandLine(new SekishoCommand())
        .addSubcommand(CaCommand.class)
        .addSubcommand(CheckCommand.class)
        .addSubcommand(CompileCommand.class)
        .addSubcommand(FeedCommand.class)
        .addSubcommand(GatewayCommand.class)
        .addSubcommand(LookupCommand.class)
        .addSubcommand(SnapshotCommand.class)
        .addSubcommand(HelpCommand.class)
        .addSubcommand(new RunCommand(launcher))
        .setExecutionExceptionHandler(SekishoCommand::report);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Say what to do: run, check, lookup, feed, compile, snapshot, gateway or ca.");
  }

  private static int report(Exception e, CommandLine command, ParseResult arguments) {
    return FaultReport.tell(e, command.getErr());
  }
}
