package io.sekisho.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One mapping of the file. Every getter notes the key as known and reports a bad value as a fault;
 * it then gives the default, so that reading goes on and the next fault is found too. Defaults are
 * texts, read by the same parser as what people write.
 */
final class Section {
  private final Reading reading;
  private final String path;
  private final JsonNode node;
  private final Set<String> known = new LinkedHashSet<>();

  Section(Reading reading, String path, JsonNode node) {
    this.reading = reading;
    this.path = path;
    this.node = node;
    boolean empty = node.isMissingNode() || node.isNull() || isEmptyText(node);
    if (!node.isObject() && !empty) {
      reading.fault(path, path.isEmpty() ? "the file is not a mapping of keys" : "not a mapping");
    }
  }

  /** A key with nothing behind it. */
  private static boolean isEmptyText(JsonNode node) {
    return node.isTextual() && node.asText().isEmpty();
  }

  /** Full path of one of its keys. */
  String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  boolean has(String key) {
    return node.has(key);
  }

  /** Whether something in it was found to be wrong so far. */
  boolean isFaulty() {
    return reading.hasFaultBelow(path);
  }

  void fault(String key, String message) {
    reading.fault(pathOf(key), message);
  }

  <T> T value(String key, ValueParser<T> parser, String fallback) {
    reading.document(pathOf(key), fallback);
    return given(key, parser).orElseGet(() -> certain(parser, fallback));
  }

  /** A value without a default. */
  <T> Optional<T> optional(String key, ValueParser<T> parser, String whenAbsent) {
    reading.document(pathOf(key), whenAbsent);
    return given(key, parser);
  }

  /** A value that a part of the file has from the whole where it does not set it. */
  <T> Optional<T> inherited(String key, ValueParser<T> parser) {
    return optional(key, parser, "as at the top");
  }

  <T> Optional<T> required(String key, ValueParser<T> parser) {
    reading.document(pathOf(key), "required");
    if (!node.has(key) && (node.isObject() || node.isNull())) {
      fault(key, "is missing");
    }
    return given(key, parser);
  }

  /** One value or a list of them; the default is a list with commas. */
  <T> List<T> list(String key, ValueParser<T> parser, String fallback) {
    reading.document(pathOf(key), fallback.isEmpty() ? "none" : fallback);
    List<T> values = new ArrayList<>();
    if (!node.hasNonNull(key)) {
      known.add(key);
      for (String text : fallback.isEmpty() ? new String[0] : fallback.split(", ", -1)) {
        values.add(certain(parser, text));
      }
      return values;
    }
    items(key).forEach((at, item) -> scalar(at, item, parser).ifPresent(values::add));
    return values;
  }

  /** As {@link #list}, but with at least one value. */
  <T> List<T> some(String key, ValueParser<T> parser, String fallback) {
    if (node.path(key).isArray() && node.path(key).isEmpty()) {
      fault(key, "is an empty list");
    }
    return list(key, parser, fallback);
  }

  /** At least one value, without a default. */
  <T> List<T> requiredList(String key, ValueParser<T> parser) {
    reading.document(pathOf(key), "required");
    if (items(key).isEmpty() && (node.isObject() || node.isNull())) {
      fault(key, node.hasNonNull(key) ? "is an empty list" : "is missing");
    }
    return data(key, parser);
  }

  /** The items of a list under {@code key} by their paths; a single item counts as a list of it. */
  Map<String, JsonNode> items(String key) {
    known.add(key);
    JsonNode found = node.path(key);
    Map<String, JsonNode> items = new LinkedHashMap<>();
    if (found.isArray()) {
      for (int i = 0; i < found.size(); i++) {
        items.put(pathOf(key) + "[" + i + "]", found.get(i));
      }
    } else if (!found.isMissingNode() && !found.isNull()) {
      items.put(pathOf(key), found);
    }
    return items;
  }

  /** The mapping under {@code key}; an absent one has no keys. */
  Section section(String key) {
    known.add(key);
    return reading.section(pathOf(key), node.path(key));
  }

  Section item(String itemPath, JsonNode item) {
    return reading.section(itemPath, item);
  }

  /** The names of all keys, where they are data and not known beforehand. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Notes a key whose value is read elsewhere. */
  void documented(String key, String fallback) {
    known.add(key);
    reading.document(pathOf(key), fallback);
  }

  /** One value or a list of them, under a key that is data itself. */
  <T> List<T> data(String key, ValueParser<T> parser) {
    List<T> values = new ArrayList<>();
    items(key).forEach((at, item) -> scalar(at, item, parser).ifPresent(values::add));
    return values;
  }

  /** A key that is data itself, read as a value. */
  <T> Optional<T> nameAsData(String key, ValueParser<T> parser) {
    return scalar(pathOf(key), TextNode.valueOf(key), parser);
  }

  /** A key of the contract whose feature does not exist yet. */
  void planned(String key) {
    known.add(key);
    if (node.has(key)) {
      fault(key, "is not built yet; remove it");
    }
  }

  <T> Optional<T> scalar(String at, JsonNode value, ValueParser<T> parser) {
    if (!value.isValueNode() || value.isNull()) {
      reading.fault(at, value.isNull() ? "has no value" : "is not a single value");
      return Optional.empty();
    }
    try {
      return Optional.of(parser.parse(value.asText()));
    } catch (BadValue e) {
      reading.fault(at, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  void reportUnknownKeys() {
    for (String name : names()) {
      if (!known.contains(name)) {
        fault(name, "is not a known key" + Nearest.hint(name, known));
      }
    }
  }

  private <T> Optional<T> given(String key, ValueParser<T> parser) {
    known.add(key);
    JsonNode value = node.isObject() ? node.path(key) : MissingNode.getInstance();
    return value.isMissingNode() ? Optional.empty() : scalar(pathOf(key), value, parser);
  }

  private static <T> T certain(ValueParser<T> parser, String text) {
    try {
      return parser.parse(text);
    } catch (BadValue e) {
      throw new IllegalStateException("default " + text, e);
    }
  }
}
