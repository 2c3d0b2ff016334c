package io.sekisho.app.feeds;

import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.feed.GuardLists;
import io.sekisho.rules.feed.format.GuardFormats;
import io.sekisho.rules.guard.Coverage;
import io.sekisho.rules.guard.GuardEffect;
import io.sekisho.rules.guard.GuardReason;
import io.sekisho.rules.guard.GuardSettings;
import io.sekisho.rules.guard.SuffixGuard;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;

/**
 * The Public Suffix List that the HTTP client brings, for whoever configures none.
 *
 * @param digest of its text
 */
record StandardSuffixes(SuffixGuard guard, String digest) {
  private static final String RESOURCE = "/org/publicsuffix/list/effective_tld_names.dat";
  private static final GuardSettings SETTINGS =
      new GuardSettings(
          "built-in list", GuardReason.PUBLIC_SUFFIX, GuardEffect.SUPPRESS, Coverage.NAMES);

  static StandardSuffixes read() {
    try (InputStream list =
        Objects.requireNonNull(StandardSuffixes.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      FeedCopy copy = new FeedCopy(RESOURCE, list.readAllBytes(), Instant.EPOCH);
      return new StandardSuffixes(
          GuardLists.suffixes(copy, GuardFormats.PUBLIC_SUFFIXES, SETTINGS), copy.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
