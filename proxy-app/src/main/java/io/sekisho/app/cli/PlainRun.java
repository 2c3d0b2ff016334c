package io.sekisho.app.cli;

import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code run}, alone or with nothing but a file: as a service is started. What reads all other
 * command lines takes a fifth of a start, since the JVM cannot archive its classes.
 *
 * @param config what to serve by
 */
record PlainRun(ConfigFile config) {
  static final String COMMAND = "run";

  /** Empty where it takes more to understand the arguments, or to say what is wrong with them. */
  static Optional<PlainRun> of(List<String> arguments) {
    if (arguments.equals(List.of(COMMAND))) {
      return Optional.of(new PlainRun(new ConfigFile(null)));
    }
    boolean names =
        arguments.size() == 3
            && arguments.get(0).equals(COMMAND)
            && List.of(ConfigOption.SHORT_NAME, ConfigOption.NAME).contains(arguments.get(1));
    return names
        ? path(arguments.get(2)).map(ConfigFile::new).map(PlainRun::new)
        : Optional.empty();
  }

  /** Neither an option nor a file of arguments. */
  private static Optional<Path> path(String argument) {
    if (argument.isEmpty() || "-@".indexOf(argument.charAt(0)) >= 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(argument));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Serves until it is told to stop; returns what the shell is told. */
  int execute(Service.Launcher launcher, PrintWriter err) {
    try {
      new Serving(launcher, config, err).run();
      return ExitStatus.OK;
    } catch (Exception e) {
      return FaultReport.tell(e, err);
    }
  }
}
