package io.sekisho.app.cli;

import io.sekisho.app.config.ConfigFaults;
import io.sekisho.app.config.Configuration;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Serves until it is told to stop. */
@Command(
    name = RunCommand.NAME,
    mixinStandardHelpOptions = true,
    description = {
      "Serves until it is told to stop.",
      "SIGTERM ends it once open flows are done, or shutdown.grace has passed; SIGHUP makes it"
          + " read the configuration and the feeds again."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RunCommand implements Callable<Integer> {
  static final String NAME = "run";

  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  private final Service.Launcher launcher;
  private final BlockingQueue<ProcessSignal> signals = new LinkedBlockingQueue<>();
  private volatile boolean serving;

  @Spec private CommandSpec spec;
  @Mixin private ConfigOption config;

  RunCommand(Service.Launcher launcher) {
    this.launcher = launcher;
  }

  /** Acts as if the signal had arrived. */
  void signal(ProcessSignal signal) {
    signals.add(signal);
  }

  @Override
  public Integer call() throws ConfigFaults, IOException, InterruptedException {
    Configuration configuration = config.read();
    StateLock lock = StateLock.take(configuration.state());
    try {
      for (ProcessSignal signal : ProcessSignal.values()) {
        signal.handle(() -> arrived(signal));
      }
      Service service = launcher.launch(configuration);
      serving = true;
      announce(service);
      Configuration last = serve(service, configuration);
      stop(service, last.shutdownGrace());
    } finally {
      lock.close();
    }
    return ExitStatus.OK;
  }

  /** Before anything is served there is nothing to drain, and feeds may take long to read. */
  private void arrived(ProcessSignal signal) {
    if (!serving && signal != ProcessSignal.HUP) {
      Runtime.getRuntime().halt(ExitStatus.OK);
    }
    signal(signal);
  }

  private void announce(Service service) {
    PrintWriter err = spec.commandLine().getErr();
    service.summary().forEach(err::println);
    err.flush();
  }

  /** Until it is told to stop; returns the configuration that was taken up last. */
  private Configuration serve(Service service, Configuration first) throws InterruptedException {
    Configuration configuration = first;
    while (true) {
      switch (signals.take()) {
        case HUP -> configuration = reload(service, configuration);
        case TERM, INT -> {
          return configuration;
        }
      }
    }
  }

  private Configuration reload(Service service, Configuration before) {
    try {
      Configuration next = inState(before.state(), config.read());
      service.reload().accept(next);
      return next;
    } catch (ConfigFaults e) {
      LOG.error(
          "The configuration is faulty, so the one before stays in force:\n{}", e.getMessage());
      return before;
    } catch (RuntimeException e) {
      LOG.error(
          "The configuration cannot be taken up; what it has not changed goes on as before", e);
      return before;
    }
  }

  /** The directory is locked, and holds what is in force. */
  private static Configuration inState(Path state, Configuration next) {
    if (!next.state().equals(state)) {
      LOG.warn("The state directory stays {} until the next start", state);
    }
    return next.withState(state);
  }

  /** A flow that does not end in time must not keep the process: it ends with it. */
  private static void stop(Service service, Duration grace) throws InterruptedException {
    LOG.info("Stopping; open flows have {} s", grace.toSeconds());
    Thread stopping = new Thread(() -> service.stop().accept(grace), "stop");
    stopping.setDaemon(true);
    stopping.start();
    stopping.join(grace.toMillis());
  }
}
