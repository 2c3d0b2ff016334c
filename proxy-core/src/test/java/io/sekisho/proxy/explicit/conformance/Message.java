package io.sekisho.proxy.explicit.conformance;

import java.util.List;
import java.util.Locale;

/**
 * One message as it was read from recorded bytes.
 *
 * @param line the parts of its first line: method, target and minor version of a request; minor
 *     version and status of a response
 * @param fields each as {@code name: value}, in the order of the wire
 * @param body without its framing
 */
record Message(List<String> line, List<String> fields, String body, Extent extent) {

  /** How much of it the bytes held. */
  enum Extent {
    WHOLE,
    /** Its body ends where the bytes end. */
    TO_THE_END,
    /** Its head alone, or with a part of its body. */
    CUT_SHORT
  }

  String method() {
    return line.get(0);
  }

  String target() {
    return line.get(1);
  }

  int status() {
    return Integer.parseInt(line.get(1));
  }

  boolean isInterim() {
    return status() < 200;
  }

  boolean isWhole() {
    return extent == Extent.WHOLE;
  }

  /** The values of all fields of that name. */
  List<String> values(String name) {
    String start = name.toLowerCase(Locale.ROOT) + ": ";
    return fields.stream()
        .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(start))
        .map(field -> field.substring(start.length()))
        .toList();
  }
}
