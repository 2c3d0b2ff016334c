package io.sekisho.rules.feed.format.json;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which fields of the objects of a copy are wanted; all others are passed over unread.
 *
 * @param kept are kept with their object, by name. {@code Tag.name} is the field {@code name} of
 *     the objects in its field {@code Tag}, and is kept with the object around them
 * @param streamed arrays that may be long: each text in them is handed on as a record by itself
 */
public record JsonFields(Set<String> kept, Set<String> streamed) {
  public JsonFields {
    kept =
        Stream.concat(kept.stream(), kept.stream().map(JsonFields::lastStep))
            .collect(Collectors.toUnmodifiableSet());
    streamed = Set.copyOf(streamed);
  }

  private static String lastStep(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  public static JsonFields of(String... kept) {
    return new JsonFields(Set.of(kept), Set.of());
  }

  /** The same, and the texts in the arrays of this name. */
  public JsonFields streaming(String array) {
    return new JsonFields(kept, Set.of(array));
  }
}
