package io.sekisho.app.cli;

import io.sekisho.proxy.ca.RootPlan;
import io.sekisho.rules.indicator.HostName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is asked of any root that is made. */
final class RootOptions {
  private static final int MOST_DAYS = 36_500;

  @Option(
      names = "--name",
      paramLabel = "TEXT",
      description = "Its name, which people see among what a device trusts.")
  private @Nullable String name;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "3650",
      description = "How long it is valid; without this 3650 days.")
  private int days;

  String name(String fallback) throws UsageFault {
    String text = Optional.ofNullable(name).orElse(fallback).strip();
    if (text.isEmpty() || text.length() > RootPlan.LONGEST_NAME) {
      throw new UsageFault("a name has 1 to " + RootPlan.LONGEST_NAME + " characters");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new UsageFault("a name has no control characters");
    }
    return text;
  }

  Duration validity() throws UsageFault {
    if (days < 1 || days > MOST_DAYS) {
      throw new UsageFault("--days is 1 to " + MOST_DAYS);
    }
    return Duration.ofDays(days);
  }

  static List<HostName> names(String option, List<String> texts) throws UsageFault {
    List<HostName> names = new ArrayList<>();
    for (String text : texts) {
      names.add(
          HostName.parse(text)
              .accepted()
              .orElseThrow(() -> new UsageFault(option + ": not a domain name: " + text)));
    }
    return names;
  }
}
