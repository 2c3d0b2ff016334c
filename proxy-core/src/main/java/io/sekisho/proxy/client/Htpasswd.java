package io.sekisho.proxy.client;

import java.util.Map;
import java.util.Optional;

/**
 * Users and the bcrypt hashes of their passwords. Two are equal where they let in the same.
 *
 * @param hashes by user name
 */
public record Htpasswd(Map<String, BcryptHash> hashes) {
  public Htpasswd {
    hashes = Map.copyOf(hashes);
  }

  /** Reads the text of a file as Apache's {@code htpasswd -B} writes it. */
  public static HtpasswdReading read(String text) {
    return HtpasswdReading.of(text);
  }

  Optional<BcryptHash> of(String user) {
    return Optional.ofNullable(hashes.get(user));
  }

  /** What an unknown user's password is held against, so that it takes as long as anybody's. */
  BcryptHash decoy() {
    int cost =
        hashes.values().stream().mapToInt(BcryptHash::cost).max().orElse(BcryptHash.LEAST_COST);
    return BcryptHash.decoy(cost);
  }

  @Override
  public String toString() {
    return "Htpasswd[" + hashes.size() + " users]";
  }
}
