package io.sekisho.rules.feed.csv;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The columns of separated values. Their names are compared by letters and digits alone: publishers
 * write {@code dst_ip}, {@code DstIP} and {@code Dst IP}.
 */
public final class CsvHeader {
  /** What fields are separated by, the most usual first. */
  private static final String SEPARATORS = ",;\t";

  /** The columns of a copy without a header, of which nothing is known. */
  public static final CsvHeader UNNAMED = of(',', List.of());

  private final char separator;
  private final List<String> texts;
  private final List<String> names;
  private final Map<String, Integer> columns = new HashMap<>();

  private CsvHeader(char separator, List<String> names) {
    this.separator = separator;
    this.texts = List.copyOf(names);
    this.names = names.stream().map(CsvHeader::plain).toList();
    for (int i = this.names.size() - 1; i >= 0; i--) {
      columns.put(this.names.get(i), i);
    }
    columns.remove("");
  }

  public static CsvHeader of(char separator, List<String> names) {
    return new CsvHeader(separator, names);
  }

  /** Columns in the order in which a publisher writes them, with commas between the names. */
  public static CsvHeader ofNames(String names) {
    return new CsvHeader(',', List.of(names.split(",", -1)));
  }

  /** Reads a line as a header, which may be a comment. */
  public static CsvHeader read(String line) {
    int at = 0;
    while (at < line.length() && (line.charAt(at) == '#' || line.charAt(at) == ' ')) {
      at++;
    }
    String names = line.substring(at);
    char separator = separatorOf(names);
    return new CsvHeader(separator, CsvFields.of(names, separator).list());
  }

  /** Whether there is anything in the line that separates fields somewhere. */
  public static boolean mayBeSeparated(String line) {
    return line.chars().anyMatch(c -> SEPARATORS.indexOf(c) >= 0);
  }

  /** The separator that cuts {@code line} into most fields; a comma where none does. */
  public static char separatorOf(String line) {
    char best = SEPARATORS.charAt(0);
    int most = 1;
    for (int i = 0; i < SEPARATORS.length(); i++) {
      char separator = SEPARATORS.charAt(i);
      int fields = line.indexOf(separator) < 0 ? 1 : CsvFields.of(line, separator).list().size();
      if (fields > most) {
        best = separator;
        most = fields;
      }
    }
    return best;
  }

  /** The name in the form in which names are compared. */
  public static String plain(String name) {
    StringBuilder plain = new StringBuilder(name.length());
    name.toLowerCase(Locale.ROOT)
        .chars()
        .filter(Character::isLetterOrDigit)
        .forEach(c -> plain.append((char) c));
    return plain.toString();
  }

  public char separator() {
    return separator;
  }

  public int size() {
    return names.size();
  }

  /** The names as they are written, in the order of the columns. */
  public List<String> texts() {
    return texts;
  }

  /** The names in the order of the columns, plain. */
  public List<String> names() {
    return names;
  }

  public boolean has(String name) {
    return columns.containsKey(name);
  }

  /**
   * The column of this name, from 0; -1 where there is none.
   *
   * @param name plain
   */
  public int indexOf(String name) {
    return columns.getOrDefault(name, -1);
  }

  @Override
  public String toString() {
    return String.join(String.valueOf(separator), names);
  }
}
