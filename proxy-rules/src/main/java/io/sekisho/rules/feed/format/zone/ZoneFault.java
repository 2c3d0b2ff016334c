package io.sekisho.rules.feed.format.zone;

import java.util.function.Function;

/** Text that is no record of the zone. */
public record ZoneFault(int line, String text, Reason reason) implements ZoneStatement {
  /** Why it is none. */
  public enum Reason {
    /** No owner, type or data, or quotes and parentheses that do not match. */
    MALFORMED,
    /** The owner is a name outside of the zone. */
    OUT_OF_ZONE,
    /** {@code $INCLUDE} and {@code $GENERATE}, which would need more than this file. */
    UNSUPPORTED_DIRECTIVE,
    UNKNOWN_DIRECTIVE
  }

  @Override
  public <R> R fold(Function<ZoneRecord, R> resource, Function<ZoneFault, R> fault) {
    return fault.apply(this);
  }
}
