package io.sekisho.app.feeds.http;

import java.io.IOException;

/**
 * What a server is shown so that it answers.
 *
 * @param header the field that carries it
 * @param prefix what stands before the secret
 */
public record Credential(String header, String prefix, SecretFile secret) {

  /** A field of the server's own, such as {@code Auth-Key}. */
  public static Credential inHeader(String header, SecretFile secret) {
    return new Credential(header, "", secret);
  }

  /** A bearer token (RFC 6750). */
  public static Credential bearer(SecretFile token) {
    return new Credential("Authorization", "Bearer ", token);
  }

  /** Read anew each time, so that a new secret counts from the next download on. */
  String value() throws IOException {
    return prefix + secret.read();
  }
}
