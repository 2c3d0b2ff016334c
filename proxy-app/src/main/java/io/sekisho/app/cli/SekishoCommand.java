package io.sekisho.app.cli;

import io.sekisho.app.config.ConfigFaults;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
public final class SekishoCommand implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(SekishoCommand.class);
  private static final List<Class<?>> OTHERS =
      List.of(
          CaCommand.class,
          CheckCommand.class,
          CompileCommand.class,
          FeedCommand.class,
          GatewayCommand.class,
          LookupCommand.class,
          SnapshotCommand.class,
          HelpCommand.class);

  @Spec private CommandSpec spec;

  private SekishoCommand() {}

  /** The command line, ready to execute; {@code launcher} is what {@code run} starts. */
  public static CommandLine with(Service.Launcher launcher) {
    return with(launcher, OTHERS);
  }

  /**
   * The same, as far as these arguments need it: the proxy starts sooner where {@code run} does not
   * have the others made.
   */
  public static CommandLine with(Service.Launcher launcher, String[] arguments) {
    return with(launcher, serves(arguments) ? List.of() : OTHERS);
  }

  /** Whether these arguments have it serve. */
  public static boolean serves(String[] arguments) {
    return arguments.length > 0 && arguments[0].equals(RunCommand.NAME);
  }

  private static CommandLine with(Service.Launcher launcher, List<Class<?>> others) {
    CommandLine line = new CommandLine(new SekishoCommand());
    others.forEach(line::addSubcommand);
    return line.addSubcommand(new RunCommand(launcher))
        .setExecutionExceptionHandler(SekishoCommand::report);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Say what to do: run, check, lookup, feed, compile, snapshot, gateway or ca.");
  }

  /** One clear line for whatever went wrong, or one for each fault of a configuration. */
  static int report(Exception e, CommandLine command, ParseResult arguments) {
    PrintWriter err = command.getErr();
    if (e instanceof ConfigFaults faults) {
      err.println("The configuration cannot be used:");
      faults.faults().forEach(fault -> err.println("  " + fault));
    } else if (e instanceof UsageFault || e instanceof IOException) {
      err.println("sekisho: " + e.getMessage());
    } else {
      err.println("sekisho: internal error, please report it: " + e);
      LOG.debug("Internal error", e);
    }
    err.flush();
    return ExitStatus.FAULT;
  }
}
