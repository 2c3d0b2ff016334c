package io.sekisho.proxy.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a password file holds, and what is wrong with it.
 *
 * @param faults a line each, by its number; never anything of its content
 */
public record HtpasswdReading(Htpasswd users, List<String> faults) {
  private static final Map<String, String> OTHER_HASHES =
      Map.of(
          "$apr1$", "an MD5 hash",
          "$1$", "an MD5 hash",
          "{SHA}", "a SHA-1 hash",
          "$5$", "a SHA-256 hash",
          "$6$", "a SHA-512 hash",
          "$y$", "a yescrypt hash",
          "$2", "a broken bcrypt hash");

  public HtpasswdReading {
    faults = List.copyOf(faults);
  }

  static HtpasswdReading of(String text) {
    Lines lines = new Lines();
    text.lines().forEach(lines::read);
    if (lines.hashes.isEmpty() && lines.faults.isEmpty()) {
      lines.faults.add("no user is in it");
    }
    return new HtpasswdReading(new Htpasswd(lines.hashes), lines.faults);
  }

  /** The lines read so far. */
  private static final class Lines {
    private final Map<String, BcryptHash> hashes = new LinkedHashMap<>();
    private final Map<String, Integer> lineOf = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private int number;

    void read(String line) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        entry(line.split(":", -1));
      }
    }

    /** User, hash, and whatever others keep behind them. */
    private void entry(String[] parts) {
      if (parts.length < 2) {
        fault("has no colon");
        return;
      }
      String user = parts[0];
      if (user.isEmpty() || user.chars().anyMatch(Character::isISOControl)) {
        fault("has no usable user name");
        return;
      }
      Integer before = lineOf.putIfAbsent(user, number);
      if (before != null) {
        fault("names the user of line " + before + " again");
        return;
      }
      hash(user, parts[1].strip());
    }

    private void hash(String user, String text) {
      Optional<BcryptHash> hash = BcryptHash.parse(text);
      if (hash.isEmpty()) {
        fault("has " + kind(text) + "; only bcrypt is accepted, as htpasswd -B writes it");
      } else if (hash.get().cost() < BcryptHash.LEAST_COST
          || hash.get().cost() > BcryptHash.HIGHEST_COST) {
        fault(
            "has a bcrypt cost out of range: "
                + BcryptHash.LEAST_COST
                + " to "
                + BcryptHash.HIGHEST_COST);
      } else {
        hashes.put(user, hash.get());
      }
    }

    private static String kind(String text) {
      return OTHER_HASHES.entrySet().stream()
          .filter(other -> text.startsWith(other.getKey()))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse("no hash that is known");
    }

    private void fault(String what) {
      faults.add("line " + number + " " + what);
    }
  }
}
