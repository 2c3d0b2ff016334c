package io.sekisho.proxy.client;

import io.netty.util.concurrent.Ticker;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Credentials that were found right a short while ago, so that not each request costs a check. They
 * are known by a digest under a key that is made anew for each instance and never leaves it; so a
 * dump of the memory has no passwords, and no hash that is easier to guess from than bcrypt's
 * without the key. Safe for several threads.
 */
final class VerifiedCredentials {
  static final Duration KEPT = Duration.ofMinutes(5);
  static final int MOST = 10_000;
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_LENGTH = 32;

  private final Ticker ticker;
  private final SecretKeySpec key = new SecretKeySpec(random(), ALGORITHM);
  private final Map<String, Entry> entries =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
          return size() > MOST;
        }
      };

  VerifiedCredentials(Ticker ticker) {
    this.ticker = ticker;
  }

  private record Entry(String user, long endNanos) {}

  private static byte[] random() {
    byte[] bytes = new byte[KEY_LENGTH];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  String digest(Credentials credentials) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(credentials.userPass()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /** The user whose credentials have this digest, if they are known to be right. */
  synchronized Optional<String> user(String digest) {
    Entry entry = entries.get(digest);
    if (entry == null) {
      return Optional.empty();
    }
    if (entry.endNanos - ticker.nanoTime() <= 0) {
      entries.remove(digest);
      return Optional.empty();
    }
    return Optional.of(entry.user);
  }

  synchronized void add(String digest, String user) {
    entries.remove(digest);
    entries.put(digest, new Entry(user, ticker.nanoTime() + KEPT.toNanos()));
  }
}
