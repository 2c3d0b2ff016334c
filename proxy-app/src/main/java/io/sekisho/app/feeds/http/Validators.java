package io.sekisho.app.feeds.http;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * By what a server tells whether a copy is still the one that it has (RFC 9110, section 8.8), in
 * its own words.
 */
public record Validators(@Nullable String etag, @Nullable String lastModified) {
  public static final Validators NONE = new Validators(null, null);

  /** A field that is longer is not sent back. */
  private static final int LONGEST = 1024;

  public Validators {
    etag = bounded(etag);
    lastModified = bounded(lastModified);
  }

  private static @Nullable String bounded(@Nullable String text) {
    return text == null || text.isEmpty() || text.length() > LONGEST ? null : text;
  }

  Optional<String> tag() {
    return Optional.ofNullable(etag);
  }

  Optional<String> date() {
    return Optional.ofNullable(lastModified);
  }

  /** When the copy was made, by its server. */
  public Optional<Instant> made() {
    return date().flatMap(RetryAfter::date);
  }
}
