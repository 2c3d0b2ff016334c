package io.sekisho.app.cli;

import io.sekisho.app.config.ConfigFaults;
import io.sekisho.app.config.Configuration;
import io.sekisho.app.config.ConfigurationReader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The configuration that was asked for.
 *
 * @param path null where the built-in defaults hold
 */
record ConfigFile(@Nullable Path path) {

  Configuration read() throws ConfigFaults {
    return path == null ? ConfigurationReader.withoutFile(home()) : ConfigurationReader.read(path);
  }

  /** The same for commands that need no authority, and may not be able to read it. */
  Configuration readWithoutAuthority() throws ConfigFaults {
    return path == null
        ? ConfigurationReader.withoutFile(home())
        : ConfigurationReader.readWithoutAuthority(path);
  }

  /** What a shell means by {@code ~}; Java's own answer comes from the user database. */
  private static Path home() {
    String home = System.getenv("HOME");
    return Path.of(home == null || home.isBlank() ? System.getProperty("user.home", ".") : home);
  }
}
