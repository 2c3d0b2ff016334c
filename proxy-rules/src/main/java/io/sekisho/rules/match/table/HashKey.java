package io.sekisho.rules.match.table;

import java.security.SecureRandom;

/**
 * The secret that hashes of names, addresses and keys depend on, so that nobody can prepare any
 * that collide. All tables that are asked together have the same one; a snapshot carries its own.
 */
public record HashKey(long first, long second, long third, long fourth) {
  public static final int BYTES = 4 * Long.BYTES;

  private static final HashKey OF_PROCESS = random();

  /** The key of all that this process makes, but for what goes on from a snapshot. */
  public static HashKey ofProcess() {
    return OF_PROCESS;
  }

  public static HashKey random() {
    SecureRandom random = new SecureRandom();
    return new HashKey(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }

  @Override
  public String toString() {
    return "HashKey[secret]";
  }
}
