package io.sekisho.proxy.client;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * One bcrypt hash in its usual text form. Only the first 72 bytes of a password count, as with
 * everybody's bcrypt.
 */
public final class BcryptHash {
  public static final int LEAST_COST = 4;

  /** One check then takes a second or so of one core. */
  public static final int HIGHEST_COST = 14;

  /** The last character of a salt has but two bits, and no encoder sets another. */
  private static final Pattern FORM =
      Pattern.compile("\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{31}");

  private static final String NOBODYS =
      "Nobodys.Salt.Is.Here.u" + "Nobodys.Hash.Stands.In.Its.Plac";

  private final String text;
  private final int cost;

  private BcryptHash(String text, int cost) {
    this.text = text;
    this.cost = cost;
  }

  /** Reads a hash; its cost is not bounded yet. */
  static Optional<BcryptHash> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new BcryptHash(text, Integer.parseInt(form.group(1))))
        : Optional.empty();
  }

  /** A hash of no known password. */
  static BcryptHash decoy(int cost) {
    return new BcryptHash("$2b$%02d$%s".formatted(cost, NOBODYS), cost);
  }

  int cost() {
    return cost;
  }

  /** Takes milliseconds to a second, by the cost; never for an event loop. */
  boolean matches(byte[] password) {
    return OpenBSDBCrypt.checkPassword(text, password);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BcryptHash hash && hash.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "BcryptHash[cost=" + cost + "]";
  }
}
