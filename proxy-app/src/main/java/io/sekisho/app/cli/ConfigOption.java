package io.sekisho.app.cli;

import io.sekisho.app.config.ConfigFaults;
import io.sekisho.app.config.Configuration;
import io.sekisho.app.config.ConfigurationReader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --config}; without it the built-in defaults hold. */
final class ConfigOption {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Configuration file; without one the built-in defaults hold.")
  private @Nullable Path file;

  Configuration read() throws ConfigFaults {
    return file == null ? ConfigurationReader.withoutFile(home()) : ConfigurationReader.read(file);
  }

  /** The same for commands that need no authority, and may not be able to read it. */
  Configuration readWithoutAuthority() throws ConfigFaults {
    return file == null
        ? ConfigurationReader.withoutFile(home())
        : ConfigurationReader.readWithoutAuthority(file);
  }

  /** What a shell means by {@code ~}; Java's own answer comes from the user database. */
  private static Path home() {
    String home = System.getenv("HOME");
    return Path.of(home == null || home.isBlank() ? System.getProperty("user.home", ".") : home);
  }
}
