package io.sekisho.app.cli;

import io.sekisho.app.config.ConfigFaults;
import io.sekisho.app.config.Configuration;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service from its start to its end, as the signals that the process is sent have it. */
final class Serving {
  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

  private final Service.Launcher launcher;
  private final ConfigFile config;
  private final PrintWriter err;
  private final BlockingQueue<ProcessSignal> signals = new LinkedBlockingQueue<>();
  private volatile boolean serving;

  /** Of what is launched, which {@code err} is told of. */
  Serving(Service.Launcher launcher, ConfigFile config, PrintWriter err) {
    this.launcher = launcher;
    this.config = config;
    this.err = err;
  }

  /** Acts as if the signal had arrived. */
  void signal(ProcessSignal signal) {
    signals.add(signal);
  }

  /**
   * Serves, on the calling thread.
   *
   * @throws ConfigFaults where the configuration cannot be used
   * @throws IOException where the state directory or a port cannot be
   */
  void run() throws ConfigFaults, IOException, InterruptedException {
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
  }

  /** Before anything is served there is nothing to drain, and feeds may take long to read. */
  private void arrived(ProcessSignal signal) {
    if (!serving && signal != ProcessSignal.HUP) {
      Runtime.getRuntime().halt(ExitStatus.OK);
    }
    signal(signal);
  }

  private void announce(Service service) {
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
