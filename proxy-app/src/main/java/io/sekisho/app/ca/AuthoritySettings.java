package io.sekisho.app.ca;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration says of the authority, whether or not it is in use.
 *
 * @param passphraseFile null where there is none
 * @param state below which {@code sekisho ca} keeps what it made
 */
public record AuthoritySettings(AuthoritySource source, @Nullable Path passphraseFile, Path state) {

  public Optional<Path> passphrase() {
    return Optional.ofNullable(passphraseFile);
  }

  /** Where {@code sekisho ca} keeps what it made. */
  public static Path directory(Path state) {
    return state.resolve("ca");
  }
}
