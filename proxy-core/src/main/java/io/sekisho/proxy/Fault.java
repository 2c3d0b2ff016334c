package io.sekisho.proxy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with bytes that came in.
 *
 * @param reason a sentence part for people, without any input in it
 * @param limit the one that they are beyond, if that is what is wrong
 */
public record Fault(String reason, @Nullable Limit limit) {

  public static Fault of(String reason) {
    return new Fault(reason, null);
  }

  public static Fault beyond(Limit limit, String reason) {
    return new Fault(reason, limit);
  }

  /** The limit that was reached, if any. */
  public Optional<Limit> reached() {
    return Optional.ofNullable(limit);
  }
}
