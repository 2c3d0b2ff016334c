package io.sekisho.proxy.answer;

import io.sekisho.proxy.RefusalReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** What answers say in one language, out of its file. */
final class Words {
  private final String tag;
  private final Properties texts = new Properties();
  private final Map<RefusalReason, Reason> reasons = new EnumMap<>(RefusalReason.class);

  /**
   * What is said of one reason.
   *
   * @param todo what the person should do now, in this order
   */
  record Reason(String title, String why, List<String> todo) {
    Reason {
      todo = List.copyOf(todo);
    }
  }

  private Words(String tag, Reader file) throws IOException {
    this.tag = tag;
    texts.load(file);
    for (RefusalReason why : RefusalReason.values()) {
      reasons.put(why, reason(why.label()));
    }
  }

  /** Reads the words of the language with this tag (RFC 5646). */
  static Words of(String tag) {
    String file = "words_" + tag + ".properties";
    try (InputStream in = Objects.requireNonNull(Words.class.getResourceAsStream(file), file)) {
      return new Words(tag, new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Reason reason(String label) {
    List<String> todo = new ArrayList<>();
    String step = texts.getProperty(label + ".todo.1");
    while (step != null) {
      todo.add(step);
      step = texts.getProperty(label + ".todo." + (todo.size() + 1));
    }
    return new Reason(text(label + ".title"), text(label + ".why"), todo);
  }

  String tag() {
    return tag;
  }

  Reason of(RefusalReason why) {
    return Objects.requireNonNull(reasons.get(why));
  }

  /** A text that there is in every language. */
  String text(String key) {
    String text = texts.getProperty(key);
    if (text == null || text.isBlank()) {
      throw new IllegalStateException("words_" + tag + " has no " + key);
    }
    return text;
  }

  List<String> keys() {
    return texts.stringPropertyNames().stream().sorted().toList();
  }
}
