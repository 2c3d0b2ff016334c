package io.sekisho.app.cli;

import io.sekisho.app.config.ConfigFaults;
import io.sekisho.app.config.Configuration;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --config}; without it the built-in defaults hold. */
final class ConfigOption {
  static final String NAME = "--config";
  static final String SHORT_NAME = "-c";

  @Option(
      names = {SHORT_NAME, NAME},
      paramLabel = "FILE",
      description = "Configuration file; without one the built-in defaults hold.")
  private @Nullable Path path;

  ConfigFile file() {
    return new ConfigFile(path);
  }

  Configuration read() throws ConfigFaults {
    return file().read();
  }

  /** The same for commands that need no authority, and may not be able to read it. */
  Configuration readWithoutAuthority() throws ConfigFaults {
    return file().readWithoutAuthority();
  }
}
