package io.sekisho.app.feeds.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place on the web that is downloaded from, and how it is reached.
 *
 * @param credential null where none is sent
 * @param proxy null where the server is reached directly
 * @param authority a file of certificates in PEM, the only ones that are trusted; null where those
 *     of the platform are
 * @param timeout one download takes no longer, redirects and all
 */
public record HttpSource(
    URI uri,
    Protection protection,
    @Nullable Credential credential,
    @Nullable HttpProxy proxy,
    @Nullable Path authority,
    Duration timeout) {
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

  /** Whether copies may come by plain HTTP, where anybody on the way can change them. */
  public enum Protection {
    TLS_ONLY,
    INSECURE
  }

  /** Without credentials, proxy, or an authority of its own. */
  public static HttpSource plain(URI uri, Protection protection) {
    return new HttpSource(uri, protection, null, null, null, DEFAULT_TIMEOUT);
  }

  Optional<Credential> login() {
    return Optional.ofNullable(credential);
  }

  Optional<HttpProxy> upstream() {
    return Optional.ofNullable(proxy);
  }

  Optional<Path> pinned() {
    return Optional.ofNullable(authority);
  }

  /** What tells its address from others without giving it away, as it may hold a secret. */
  public String digest() {
    try {
      byte[] address = uri.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(address));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * For people: without what may be secret, which is the user information, the query, and keys in
   * the path.
   */
  public String shown() {
    return Origin.of(uri) + ShownPath.of(uri.getRawPath());
  }
}
