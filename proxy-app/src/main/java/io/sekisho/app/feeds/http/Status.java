package io.sekisho.app.feeds.http;

import java.util.Set;

/** The statuses that mean something here; every other one is a failure. */
final class Status {
  static final int OK = 200;
  static final int NOT_MODIFIED = 304;

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private Status() {}

  static boolean isRedirect(int status) {
    return REDIRECTS.contains(status);
  }
}
