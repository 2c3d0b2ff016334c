package io.sekisho.app.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known word that a misspelt one was probably meant to be. */
final class Nearest {
  private static final int MAX_EDITS = 2;

  private Nearest() {}

  static Optional<String> to(String word, Collection<String> known) {
    return known.stream()
        .filter(candidate -> edits(word, candidate) <= Math.min(MAX_EDITS, word.length() / 2))
        .min(Comparator.comparingInt(candidate -> edits(word, candidate)));
  }

  /** {@code " (did you mean x?)"}, or nothing. */
  static String hint(String word, Collection<String> known) {
    return to(word, known).map(near -> " (did you mean " + near + "?)").orElse("");
  }

  /** Levenshtein's distance, row by row. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
