package io.sekisho.rules.feed.format.zone;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The names around a record: the origin that relative names are completed by, and the zone, which
 * is the owner of its SOA record. A file need not say either: its names are relative then to a zone
 * whose name stands in somebody's configuration.
 */
final class ZoneNames {
  private String origin = "";
  private @Nullable String zone;
  private @Nullable String latest;

  /** {@code $ORIGIN}; where no SOA record was seen, the first one names the zone. */
  void setOrigin(String name) {
    origin = completed(name);
    if (zone == null) {
      zone = origin;
    }
  }

  /**
   * The latest owner is that of an SOA record. Where no origin was given, its server's
   * configuration has it, and it is the zone: owners may be relative to it.
   */
  void latestIsZone() {
    zone = latest;
    if (origin.isEmpty() && latest != null && latest.endsWith(".")) {
      origin = latest;
    }
  }

  /** Takes in the owner of the next record; null for the same again. False where there is none. */
  boolean next(@Nullable String owner) {
    if (owner != null) {
      latest = completed(owner);
    }
    return latest != null;
  }

  private String completed(String name) {
    if (name.equals("@")) {
      return origin;
    }
    if (name.endsWith(".") || origin.isEmpty()) {
      return name;
    }
    return origin.equals(".") ? name + "." : name + "." + origin;
  }

  /** The latest owner as seen from the zone; empty where it lies outside. */
  Optional<String> latestInZone() {
    String name = latest == null ? "" : latest;
    String parent = zone == null ? "" : zone;
    if (parent.isEmpty() || parent.equals(".")) {
      return Optional.of(name.endsWith(".") ? name.substring(0, name.length() - 1) : name);
    }
    if (name.equalsIgnoreCase(parent)) {
      return Optional.of("");
    }
    int dot = name.length() - parent.length() - 1;
    boolean below =
        dot > 0
            && name.charAt(dot) == '.'
            && name.regionMatches(true, dot + 1, parent, 0, parent.length());
    return below ? Optional.of(name.substring(0, dot)) : Optional.empty();
  }
}
