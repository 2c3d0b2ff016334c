package io.sekisho.proxy.http;

import java.util.Arrays;

/** A set of field names that is asked without any text being made. */
final class FieldNames {
  static final FieldNames NONE = new FieldNames();

  private static final String[] NO_NAMES = {};

  /** By their length. */
  private final String[][] names;

  FieldNames(String... names) {
    int longest = Arrays.stream(names).mapToInt(String::length).max().orElse(0);
    this.names = new String[longest + 1][];
    for (int length = 0; length <= longest; length++) {
      int wanted = length;
      this.names[length] =
          Arrays.stream(names).filter(name -> name.length() == wanted).toArray(String[]::new);
    }
  }

  /** Whether the name of the field at this position is one of them. */
  boolean contain(Headers headers, int field) {
    for (String name : ofLength(headers.nameLength(field))) {
      if (headers.isNamed(field, name)) {
        return true;
      }
    }
    return false;
  }

  private String[] ofLength(int length) {
    return length < names.length ? names[length] : NO_NAMES;
  }
}
