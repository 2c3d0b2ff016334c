package io.sekisho.app.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One of a closed set of words. */
record Choice<T>(Map<String, T> words) implements ValueParser<T> {

  static <E extends Enum<E>> Choice<E> of(E[] values, Function<E, String> label) {
    Map<String, E> words = new LinkedHashMap<>();
    Arrays.stream(values).forEach(value -> words.put(label.apply(value), value));
    return new Choice<>(words);
  }

  /** Words that mean themselves. */
  static Choice<String> of(List<String> allowed) {
    Map<String, String> words = new LinkedHashMap<>();
    allowed.forEach(word -> words.put(word, word));
    return new Choice<>(words);
  }

  /** {@code true} or {@code false}. */
  static <T> Choice<T> yesOrNo(T yes, T no) {
    Map<String, T> words = new LinkedHashMap<>();
    words.put("true", yes);
    words.put("false", no);
    return new Choice<>(words);
  }

  @Override
  public T parse(String text) throws BadValue {
    T value = words.get(text);
    if (value != null) {
      return value;
    }
    throw new BadValue(
        text + " is not one of " + known() + Nearest.hint(text, words.keySet()));
  }

  private String known() {
    return String.join(", ", words.keySet());
  }
}
