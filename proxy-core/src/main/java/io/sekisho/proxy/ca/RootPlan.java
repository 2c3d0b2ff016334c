package io.sekisho.proxy.ca;

import io.sekisho.rules.indicator.HostName;
import java.time.Duration;
import java.util.List;

/**
 * What is asked of a root.
 *
 * @param name its common name, for people who look through what a device trusts
 * @param permitted the only names, with all below, that it may speak for, and then no address; any
 *     where empty
 * @param excluded names, with all below, that it may not speak for
 */
public record RootPlan(
    String name, Duration validity, List<HostName> permitted, List<HostName> excluded) {
  /** RFC 5280, appendix A.1: ub-common-name. */
  public static final int LONGEST_NAME = 64;

  public RootPlan {
    permitted = List.copyOf(permitted);
    excluded = List.copyOf(excluded);
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("not a name of 1 to " + LONGEST_NAME + " characters");
    }
  }
}
