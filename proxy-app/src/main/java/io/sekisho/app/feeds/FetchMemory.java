package io.sekisho.app.feeds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.sekisho.app.feeds.http.Validators;
import io.sekisho.rules.feed.FeedFailure;
import io.sekisho.rules.feed.FeedFault;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of a feed on the web beyond its last good copy, so that a restart neither
 * asks for what is there nor forgets to wait. Times are milliseconds of the epoch.
 *
 * @param source the SHA-256 of the address that all this is about
 * @param digest of the copy that the validators are about; empty where there is none
 * @param lastSuccess 0 for never
 * @param pausedUntil until then the server wants to be left alone; 0 where it did not say
 * @param failures in a row
 * @param fault the name of what was wrong last; null where nothing was
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record FetchMemory(
    String source,
    String digest,
    @Nullable String etag,
    @Nullable String lastModified,
    long lastAttempt,
    long lastSuccess,
    long nextAttempt,
    long pausedUntil,
    int failures,
    @Nullable String fault,
    @Nullable String detail) {

  static FetchMemory blank(String source) {
    return new FetchMemory(source, "", null, null, 0, 0, 0, 0, 0, null, null);
  }

  /** The same with what a server has said about the copy in force. */
  FetchMemory with(Validators validators, String copy) {
    return new FetchMemory(
        source,
        copy,
        validators.etag(),
        validators.lastModified(),
        lastAttempt,
        lastSuccess,
        nextAttempt,
        pausedUntil,
        failures,
        fault,
        detail);
  }

  /** The same behind an attempt that has left the feed standing so. */
  FetchMemory outcome(FeedStatus status, Instant now) {
    FeedFailure failure =
        status.isFailing() ? status.failure().map(FeedStatus.Failure::failure).orElse(null) : null;
    return new FetchMemory(
        source,
        digest,
        etag,
        lastModified,
        now.toEpochMilli(),
        failure == null ? now.toEpochMilli() : lastSuccess,
        nextAttempt,
        pausedUntil,
        status.attempts().failures(),
        failure == null ? null : failure.fault().name(),
        failure == null ? null : failure.detail());
  }

  /** The same with the time of the next attempt, and until when the server is left alone. */
  FetchMemory planned(Instant next, @Nullable Instant pause) {
    return new FetchMemory(
        source,
        digest,
        etag,
        lastModified,
        lastAttempt,
        lastSuccess,
        next.toEpochMilli(),
        pause == null ? 0 : pause.toEpochMilli(),
        failures,
        fault,
        detail);
  }

  /** What was wrong last. */
  FeedFailure failure() {
    FeedFault known =
        Arrays.stream(FeedFault.values())
            .filter(each -> each.name().equals(fault))
            .findFirst()
            .orElse(FeedFault.UNREACHABLE);
    return new FeedFailure(known, detail == null ? "the last attempt failed" : detail);
  }
}
