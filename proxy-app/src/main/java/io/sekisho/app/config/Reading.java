package io.sekisho.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One reading of one configuration: what was wrong with it, and what was looked for. */
final class Reading {
  private final List<ConfigFault> faults = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();
  private final Map<String, String> documented = new LinkedHashMap<>();

  Section root(JsonNode node) {
    return section("", node);
  }

  Section section(String path, JsonNode node) {
    Section section = new Section(this, path, node);
    sections.add(section);
    return section;
  }

  void fault(String key, String message) {
    faults.add(new ConfigFault(key, message));
  }

  /** Whether something at this key, or below it, was found to be wrong so far. */
  boolean hasFaultBelow(String key) {
    return faults.stream()
        .anyMatch(fault -> fault.key().equals(key) || fault.key().startsWith(key + "."));
  }

  /** Notes that {@code key} can be set, and what holds where it is not. */
  void document(String key, String fallback) {
    documented.put(key.replaceAll("\\[[0-9]+]", "[]"), fallback);
  }

  /** Every key that was looked for, with its default as text. */
  Map<String, String> documented() {
    return documented;
  }

  /**
   * Reports unknown keys as well, now that all known ones have been asked for.
   *
   * @throws ConfigFaults where anything was wrong
   */
  void finish() throws ConfigFaults {
    sections.forEach(Section::reportUnknownKeys);
    if (!faults.isEmpty()) {
      throw new ConfigFaults(faults);
    }
  }
}
