package io.sekisho.rules.feed.format;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tells the formats that are JSON, each by keys that no other has. */
final class JsonRecognition implements Recognition {
  /** Characters of the copy that are looked at. */
  private static final int MAX_HEAD = 1 << 16;

  /** One a line: this is the one place to add another. */
  private static final List<Sign> SIGNS =
      List.of(
          new Sign("spamhaus-json", "cidr", "sblid"),
          new Sign("spamhaus-json", "cidr", "rir"),
          new Sign("threatfox-json", "query_status", "data"),
          new Sign("threatfox-json", "*.ioc_value", "*.threat_type"),
          new Sign("crowdsec-json", "new", "deleted"),
          new Sign("crowdsec-json", "scope", "value", "duration"),
          new Sign("crowdsec-json", "*.scope", "*.value", "*.duration"),
          new Sign("crowdsec-json", "decisions", "scenario"),
          new Sign("stix", "objects", "type"),
          new Sign("stix", "objects", "id"),
          new Sign("stix", "objects.type"),
          new Sign("stix", "type", "id", "created"),
          new Sign("misp-event", "Event"),
          new Sign("misp-event", "response.Event"),
          new Sign("misp-feed", JsonKeys.ANY_UUID + ".info"),
          new Sign("misp-warninglist", "list", "name"),
          new Sign("misp-warninglist", "list", "description"),
          new Sign("misp-warninglist", "list", "matching_attributes"),
          new Sign("suricata-dataset", "host"),
          new Sign("suricata-dataset", "domain"),
          new Sign("suricata-dataset", "ip"));

  private final StringBuilder head = new StringBuilder();
  private boolean begun;
  private boolean json;

  /** A format, and paths of keys all of which it has; {@code *} is any key. */
  private record Sign(String format, Set<String> paths) {
    Sign(String format, String... paths) {
      this(format, Set.of(paths));
    }
  }

  @Override
  public boolean knows(FeedLine line) {
    if (!begun) {
      begun = true;
      json = begins(line.text());
    }
    if (json && head.length() < MAX_HEAD) {
      head.append(line.text()).append('\n');
    }
    return json;
  }

  /** Whether this may be the beginning of JSON: an object, or a list of objects or texts. */
  static boolean begins(String text) {
    if (text.startsWith("{")) {
      return true;
    }
    int next = FeedLine.skipSpace(text, 1);
    return text.startsWith("[")
        && (next >= text.length() || "{\"]".indexOf(text.charAt(next)) >= 0);
  }

  @Override
  public boolean isAnnounced() {
    return json;
  }

  @Override
  public Set<String> labels(String file) {
    Set<String> keys = JsonKeys.in(head.toString());
    Set<String> labels = new LinkedHashSet<>();
    for (Sign sign : SIGNS) {
      if (keys.containsAll(sign.paths())) {
        labels.add(sign.format());
      }
    }
    return labels;
  }
}
