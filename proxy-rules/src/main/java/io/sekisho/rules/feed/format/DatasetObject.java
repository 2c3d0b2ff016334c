package io.sekisho.rules.feed.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One member of a Suricata dataset in JSON. Which of its keys is matched stands in the rules: here
 * it is the first of those that usually are.
 *
 * @param value empty where it has none of them
 */
record DatasetObject(Optional<String> value) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final List<String> KEYS =
      List.of(
          "domain",
          "host",
          "hostname",
          "sni",
          "query",
          "dns",
          "url",
          "ip",
          "address",
          "dest_ip",
          "value");

  /** Whether a line holds nothing but the brackets of the array around the members. */
  static boolean isBracket(String text) {
    return text.equals("[") || text.equals("]");
  }

  /** Empty where {@code line} is no JSON object, with or without a comma behind it. */
  static Optional<DatasetObject> parse(String line) {
    String object = line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
    try (JsonParser parser = JSON.createParser(object)) {
      return read(parser);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<DatasetObject> read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return Optional.empty();
    }
    String value = null;
    int best = KEYS.size();
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      int rank = KEYS.indexOf(key);
      if (token == JsonToken.VALUE_STRING && rank >= 0 && rank < best) {
        best = rank;
        value = parser.getText();
      }
      parser.skipChildren();
    }
    boolean ended = parser.nextToken() == null;
    return ended ? Optional.of(new DatasetObject(Optional.ofNullable(value))) : Optional.empty();
  }
}
