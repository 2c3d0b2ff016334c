package io.sekisho.app.cli;

import io.sekisho.app.config.Configuration;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A service that was launched.
 *
 * @param summary for whoever started it: where it listens, and what it reads
 * @param reload takes a configuration that was read again, and the feeds with it
 * @param stop accepts nothing more, and waits for open flows as long as this at most
 */
public record Service(
    List<String> summary, Consumer<Configuration> reload, Consumer<Duration> stop) {

  /** Builds the service and opens its ports. */
  @FunctionalInterface
  public interface Launcher {

    /**
     * Returns when every port is open.
     *
     * @throws IOException where one cannot be; its message says which, and nothing stays open
     */
    Service launch(Configuration configuration) throws IOException;
  }
}
