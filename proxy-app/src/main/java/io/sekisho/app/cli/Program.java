package io.sekisho.app.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;

/** What the program was called for. */
public final class Program {
  private final String[] arguments;

  public Program(String[] arguments) {
    this.arguments = arguments.clone();
  }

  /** Whether it is to serve, rather than to answer and to end. */
  public boolean serves() {
    return arguments.length > 0 && arguments[0].equals(PlainRun.COMMAND);
  }

  /**
   * Does it; returns what the shell is told.
   *
   * @param launcher what {@code run} starts
   */
  public int execute(Service.Launcher launcher) {
    return PlainRun.of(List.of(arguments))
        .map(
            run ->
                run.execute(launcher, new PrintWriter(System.err, true, Charset.defaultCharset())))
        .orElseGet(() -> SekishoCommand.with(launcher).execute(arguments));
  }
}
