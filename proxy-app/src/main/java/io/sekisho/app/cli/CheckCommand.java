package io.sekisho.app.cli;

import io.sekisho.app.config.ConfigFaults;
import io.sekisho.app.config.ConfigurationReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Names every fault of a configuration. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Names every fault of a configuration file by its key; opens and writes nothing.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The configuration file.")
  private Path file;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      ConfigurationReader.read(file);
      out.println(file + ": no faults");
      return ExitStatus.OK;
    } catch (ConfigFaults e) {
      e.faults().forEach(out::println);
      return ExitStatus.FAULT;
    } finally {
      out.flush();
    }
  }
}
