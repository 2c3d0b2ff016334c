package io.sekisho.rules.feed.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keys of JSON's outer two levels, lists not counted as levels. */
final class JsonKeys {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int LEVELS = 2;

  /** Enough for any format; a list with other keys in every object is bounded by it. */
  private static final int MAX_KEYS = 200;

  /** Stands for every key that is a UUID. */
  static final String ANY_UUID = "{uuid}";

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final Set<String> keys = new HashSet<>();
  private final Deque<String> path = new ArrayDeque<>();

  private JsonKeys() {}

  /**
   * The keys in the beginning of a text, which may end anywhere: {@code key} of the outer level,
   * and {@code key.inner} and {@code *.inner} of the next.
   */
  static Set<String> in(String text) {
    JsonKeys found = new JsonKeys();
    try (JsonParser parser = FACTORY.createParser(text)) {
      for (JsonToken token = parser.nextToken();
          token != null && found.keys.size() < MAX_KEYS;
          token = parser.nextToken()) {
        found.take(token, parser.currentName());
      }
    } catch (IOException e) {
      // the text ends here, or is no JSON from here on: what was found before counts
      return found.keys;
    }
    return found.keys;
  }

  private void take(JsonToken token, @Nullable String name) {
    switch (token) {
      case START_OBJECT -> path.addLast("");
      case END_OBJECT -> path.pollLast();
      case FIELD_NAME -> takeKey(plain(name == null ? "" : name));
      default -> {}
    }
  }

  private static String plain(String name) {
    return UUID.matcher(name).matches() ? ANY_UUID : name;
  }

  private void takeKey(String name) {
    path.pollLast();
    if (path.size() < LEVELS) {
      keys.add(path.isEmpty() ? name : path.getFirst() + "." + name);
      keys.add(path.isEmpty() ? name : "*." + name);
    }
    path.addLast(name);
  }
}
