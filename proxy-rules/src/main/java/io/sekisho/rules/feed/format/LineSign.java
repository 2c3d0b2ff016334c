package io.sekisho.rules.feed.format;

import java.util.Set;
import java.util.function.Predicate;

/** The recognition of a format each of whose lines shows by itself what it is. */
record LineSign(String format, Predicate<FeedLine> sign) implements Recognition {
  @Override
  public boolean knows(FeedLine line) {
    return sign.test(line);
  }

  @Override
  public Set<String> labels(String file) {
    return Set.of(format);
  }
}
