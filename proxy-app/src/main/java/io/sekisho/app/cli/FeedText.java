package io.sekisho.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One feed for a terminal: a line that tells it from the others, and what there is to say below.
 */
record FeedText(JsonNode feed) {
  void print(PrintWriter out) {
    out.println(Printable.of(title()));
    printCounts(out, "entries", "indicators");
    printCounts(out, "rejected lines", "rejected");
    printCounts(out, "suppressed by guards", "suppressed");
    printCounts(out, "downgraded by guards", "downgraded");
    printAlarm(out);
    printAttempts(out);
  }

  private void printAlarm(PrintWriter out) {
    if (feed.has("fault")) {
      String what = feed.path("fault").asText() + ": " + feed.path("detail").asText();
      String when = feed.has("failed-at") ? " (" + feed.path("failed-at").asText() + ")" : "";
      out.println("  ALARM " + Printable.of(what + when));
    }
  }

  private void printAttempts(PrintWriter out) {
    if (feed.has("next-attempt")) {
      String status =
          feed.has("http-status") ? "status " + feed.path("http-status").asText() : "no answer";
      String next = "next attempt " + feed.path("next-attempt").asText();
      out.println("  " + feed.path("origin").asText() + ": " + status + ", " + next);
    }
  }

  private String title() {
    List<String> parts = new ArrayList<>();
    parts.add(feed.path("state").asText());
    if (feed.has("age-seconds")) {
      parts.add("read " + age(feed.path("age-seconds").asLong()) + " ago");
    }
    if (feed.has("format")) {
      parts.add("format " + feed.path("format").asText());
    }
    if (feed.has("hits")) {
      parts.add("%,d hits".formatted(feed.path("hits").asLong()));
      parts.add("%,d suspects".formatted(feed.path("suspects").asLong()));
    }
    String role = feed.path("role").asText().equals("feed") ? "" : feed.path("role").asText() + " ";
    return role + feed.path("name").asText() + ": " + String.join(", ", parts);
  }

  private void printCounts(PrintWriter out, String title, String key) {
    List<String> counts = new ArrayList<>();
    feed.path(key)
        .properties()
        .forEach(
            count -> counts.add("%s %,d".formatted(count.getKey(), count.getValue().asLong())));
    if (!counts.isEmpty()) {
      out.println("  " + title + ": " + Printable.of(String.join(", ", counts)));
    }
  }

  /** The two largest units, such as 3h 5m. */
  static String age(long seconds) {
    Duration age = Duration.ofSeconds(Math.max(0, seconds));
    if (age.toDays() > 0) {
      return age.toDays() + "d " + age.toHoursPart() + "h";
    }
    if (age.toHours() > 0) {
      return age.toHours() + "h " + age.toMinutesPart() + "m";
    }
    return age.toMinutes() > 0
        ? age.toMinutes() + "m " + age.toSecondsPart() + "s"
        : age.toSeconds() + "s";
  }
}
