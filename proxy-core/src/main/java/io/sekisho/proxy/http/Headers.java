package io.sekisho.proxy.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The fields of one header or trailer section, in the order of the wire (RFC 9110, 5). Names keep
 * their spelling and compare without regard to case; values are Latin-1, trimmed.
 */
public record Headers(List<Field> fields) {
  public static final Headers NONE = new Headers(List.of());

  /** One field line. */
  public record Field(String name, String value) {
    boolean is(String other) {
      return name.equalsIgnoreCase(other);
    }
  }

  public Headers {
    fields = List.copyOf(fields);
  }

  /** The value of the first field of that name. */
  public Optional<String> first(String name) {
    for (Field field : fields) {
      if (field.is(name)) {
        return Optional.of(field.value());
      }
    }
    return Optional.empty();
  }

  public int count(String name) {
    int count = 0;
    for (Field field : fields) {
      count += field.is(name) ? 1 : 0;
    }
    return count;
  }

  public boolean has(String name) {
    return count(name) > 0;
  }

  /** The members of a comma-separated list over all fields of that name, in lower case. */
  public List<String> tokens(String name) {
    List<String> tokens = new ArrayList<>(2);
    for (Field field : fields) {
      if (field.is(name)) {
        addTokens(field.value(), tokens);
      }
    }
    return tokens;
  }

  private static void addTokens(String list, List<String> tokens) {
    int from = 0;
    while (from <= list.length()) {
      int comma = list.indexOf(',', from);
      int to = comma < 0 ? list.length() : comma;
      String token = list.substring(from, to).strip().toLowerCase(Locale.ROOT);
      if (!token.isEmpty()) {
        tokens.add(token);
      }
      from = to + 1;
    }
  }
}
