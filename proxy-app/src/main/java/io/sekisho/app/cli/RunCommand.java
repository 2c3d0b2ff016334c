package io.sekisho.app.cli;

import io.sekisho.app.config.ConfigFaults;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Serves until it is told to stop; {@link PlainRun} where nothing but a file is said. */
@Command(
    name = PlainRun.COMMAND,
    mixinStandardHelpOptions = true,
    description = {
      "Serves until it is told to stop.",
      "SIGTERM ends it once open flows are done, or shutdown.grace has passed; SIGHUP makes it"
          + " read the configuration and the feeds again."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RunCommand implements Callable<Integer> {
  private final Service.Launcher launcher;

  @Spec private CommandSpec spec;
  @Mixin private ConfigOption config;

  RunCommand(Service.Launcher launcher) {
    this.launcher = launcher;
  }

  @Override
  public Integer call() throws ConfigFaults, IOException, InterruptedException {
    new Serving(launcher, config.file(), spec.commandLine().getErr()).run();
    return ExitStatus.OK;
  }
}
