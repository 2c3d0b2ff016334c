package io.sekisho.app.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * One of a closed set of words.
 *
 * @param planned words of the product's contract whose feature does not exist yet
 */
record Choice<T>(Map<String, T> words, Set<String> planned) implements ValueParser<T> {

  static <E extends Enum<E>> Choice<E> of(E[] values, Function<E, String> label) {
    Map<String, E> words = new LinkedHashMap<>();
    Arrays.stream(values).forEach(value -> words.put(label.apply(value), value));
    return new Choice<>(words, Set.of());
  }

  /** Words that mean themselves. */
  static Choice<String> of(List<String> allowed) {
    Map<String, String> words = new LinkedHashMap<>();
    allowed.forEach(word -> words.put(word, word));
    return new Choice<>(words, Set.of());
  }

  Choice<T> planning(String... more) {
    return new Choice<>(words, Set.of(more));
  }

  @Override
  public T parse(String text) throws BadValue {
    T value = words.get(text);
    if (value != null) {
      return value;
    }
    throw new BadValue(
        planned.contains(text)
            ? text + " is not built yet; " + known() + " can be used"
            : text + " is not one of " + known() + Nearest.hint(text, words.keySet()));
  }

  private String known() {
    return String.join(", ", words.keySet());
  }
}
