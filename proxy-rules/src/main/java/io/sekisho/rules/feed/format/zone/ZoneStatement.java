package io.sekisho.rules.feed.format.zone;

import java.util.function.Function;

/** What one place of a zone file says. */
public sealed interface ZoneStatement permits ZoneRecord, ZoneFault {
  /** Where it begins, from 1. */
  int line();

  /** The line on which it begins. */
  String text();

  <R> R fold(Function<ZoneRecord, R> resource, Function<ZoneFault, R> fault);
}
