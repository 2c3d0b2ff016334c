package io.sekisho.app.config;

import io.sekisho.rules.feed.format.CsvColumn;
import io.sekisho.rules.feed.format.CsvColumns;
import io.sekisho.rules.feed.format.FormatChoice;
import java.util.EnumMap;
import java.util.Map;

/** The mapping {@code columns} of a feed in the format {@code csv}. */
final class ColumnsReader {
  private static final String KEY = "columns";
  private static final String FORMAT = "csv";

  private ColumnsReader() {}

  /** The format with the columns that the feed names, where it names any. */
  static FormatChoice format(Section feed, FormatChoice format) {
    feed.documented(KEY, "none");
    if (!feed.has(KEY)) {
      return format;
    }
    if (!format.label().equals(FORMAT)) {
      feed.fault(KEY, "belongs to the format " + FORMAT + " alone");
    }
    Section columns = feed.section(KEY);
    Map<CsvColumn, String> places = places(columns);
    if (!places.containsKey(CsvColumn.VALUE) && !columns.isFaulty()) {
      columns.fault(CsvColumn.VALUE.label(), "is missing");
    }
    return columns.isFaulty() ? format : FormatChoice.csv(new CsvColumns(places));
  }

  private static Map<CsvColumn, String> places(Section columns) {
    Map<CsvColumn, String> places = new EnumMap<>(CsvColumn.class);
    for (CsvColumn column : CsvColumn.values()) {
      columns
          .data(column.label(), ColumnsReader::place)
          .forEach(place -> places.put(column, place));
    }
    return places;
  }

  /** The name of a column, or its number from 1. */
  static String place(String text) throws BadValue {
    if (text.isBlank() || text.equals("0")) {
      throw new BadValue("is neither the name of a column nor its number from 1");
    }
    return text;
  }
}
