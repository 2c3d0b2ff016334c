package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.csv.CsvHeader;
import io.sekisho.rules.indicator.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One row of separated values, under the header that holds for it. */
record CsvRow(FeedLine line, CsvHeader header, List<String> fields) {
  private static final Set<String> NOTHING = Set.of("", "None", "none", "null", "NULL", "N/A");

  /** The row of a layout, where the fields that its prose was cut into are joined again. */
  static CsvRow of(FeedLine line, CsvHeader header, List<String> fields, CsvLayout layout) {
    int surplus = fields.size() - header.size();
    int prose = header.indexOf(layout.proseColumn());
    return surplus <= 0 || prose < 0
        ? new CsvRow(line, header, fields)
        : new CsvRow(line, header, joined(fields, prose, surplus, header.separator()));
  }

  private static List<String> joined(List<String> fields, int at, int more, char separator) {
    List<String> joined = new ArrayList<>(fields.subList(0, at));
    joined.add(String.join(String.valueOf(separator), fields.subList(at, at + more + 1)));
    joined.addAll(fields.subList(at + more + 1, fields.size()));
    return joined;
  }

  /**
   * What stands in the first of these columns that has anything; null where none does.
   *
   * @param names plain, see {@link CsvHeader#plain}
   */
  @Nullable String text(String... names) {
    for (String name : names) {
      String text = at(header.indexOf(name));
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /** What stands in a column, from 0; null where nothing does. */
  @Nullable String at(int column) {
    String text = column < 0 || column >= fields.size() ? "" : fields.get(column);
    return NOTHING.contains(text) ? null : text;
  }

  /** As {@link #text}, where a field without text is a fault. */
  String textOrEmpty(String... names) {
    String text = text(names);
    return text == null ? "" : text;
  }

  @Nullable Instant time(String... names) {
    return FeedTime.parse(text(names));
  }

  boolean hasTime(String... names) {
    return time(names) != null;
  }

  /** A number from 0 to 100; null where none stands there. */
  @Nullable Integer percent(String... names) {
    return CsvWords.percent(textOrEmpty(names));
  }

  /** Whose machine it is, where a field says whether it was broken into. */
  Provenance.Site site(String... names) {
    return CsvWords.site(textOrEmpty(names));
  }

  /** The words of a list in one field. */
  List<String> words(String... names) {
    String text = text(names);
    return text == null ? List.of() : CsvWords.of(text);
  }
}
