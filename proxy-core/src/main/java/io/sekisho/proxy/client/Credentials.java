package io.sekisho.proxy.client;

import io.sekisho.proxy.http.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** A user name and a password as one request gives them (RFC 7617). Shows neither as text. */
final class Credentials {
  private static final String SCHEME = "basic ";

  private final byte[] userPass;
  private final int colon;
  private final String user;

  private Credentials(byte[] userPass, int colon, String user) {
    this.userPass = userPass;
    this.colon = colon;
    this.user = user;
  }

  /** Those of {@code Proxy-Authorization}; empty where there are none that can be read one way. */
  static Optional<Credentials> of(Headers headers) {
    return headers.count("Proxy-Authorization") == 1
        ? headers.first("Proxy-Authorization").flatMap(Credentials::parse)
        : Optional.empty();
  }

  private static Optional<Credentials> parse(String value) {
    if (!value.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return Optional.empty();
    }
    try {
      return read(Base64.getDecoder().decode(value.substring(SCHEME.length()).strip()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Credentials> read(byte[] userPass) {
    int colon = 0;
    while (colon < userPass.length && userPass[colon] != ':') {
      colon++;
    }
    if (colon == 0 || colon == userPass.length || hasControls(userPass)) {
      return Optional.empty();
    }
    try {
      ByteBuffer name = ByteBuffer.wrap(userPass, 0, colon);
      String user = StandardCharsets.UTF_8.newDecoder().decode(name).toString();
      return Optional.of(new Credentials(userPass, colon, user));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** They are not allowed, and NUL is where some bcrypt ends a password. */
  private static boolean hasControls(byte[] bytes) {
    for (byte b : bytes) {
      if ((b >= 0 && b < ' ') || b == 0x7f) {
        return true;
      }
    }
    return false;
  }

  String user() {
    return user;
  }

  byte[] password() {
    return Arrays.copyOfRange(userPass, colon + 1, userPass.length);
  }

  /** Both together, as they were given. */
  byte[] userPass() {
    return userPass.clone();
  }
}
