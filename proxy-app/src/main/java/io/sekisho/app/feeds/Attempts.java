package io.sekisho.app.feeds;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How often, and when, a feed was tried.
 *
 * @param origin where it comes from, without what may be secret in it
 * @param last null before the first attempt
 * @param next null where it is not known: files are read when they change
 * @param failures in a row, up to now
 * @param status of the last answer over HTTP; null where there was none
 */
public record Attempts(
    String origin,
    @Nullable Instant last,
    @Nullable Instant next,
    int failures,
    @Nullable Integer status) {

  static Attempts none(String origin) {
    return new Attempts(origin, null, null, 0, null);
  }

  Attempts succeeded(Instant at) {
    return new Attempts(origin, at, next, 0, status);
  }

  Attempts failed(Instant at) {
    return new Attempts(origin, at, next, failures + 1, status);
  }

  /** With so many failures, those of an earlier process among them. */
  Attempts before(int count) {
    return new Attempts(origin, last, next, count, status);
  }

  Attempts answered(@Nullable Integer code) {
    return new Attempts(origin, last, next, failures, code);
  }

  Attempts planned(Instant at) {
    return new Attempts(origin, last, at, failures, status);
  }

  public Optional<Instant> latest() {
    return Optional.ofNullable(last);
  }

  public Optional<Instant> upcoming() {
    return Optional.ofNullable(next);
  }

  public Optional<Integer> httpStatus() {
    return Optional.ofNullable(status);
  }
}
