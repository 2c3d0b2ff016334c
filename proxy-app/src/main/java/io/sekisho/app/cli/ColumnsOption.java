package io.sekisho.app.cli;

import io.sekisho.rules.feed.format.CsvColumn;
import io.sekisho.rules.feed.format.CsvColumns;
import io.sekisho.rules.feed.format.FormatChoice;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code --columns} says. */
final class ColumnsOption {
  private static final String FORMAT = "csv";

  private ColumnsOption() {}

  static FormatChoice format(FormatChoice choice, Map<String, String> columns) throws UsageFault {
    if (!choice.label().equals(FORMAT)) {
      throw new UsageFault("--columns belongs to the format " + FORMAT);
    }
    Map<CsvColumn, String> places = new EnumMap<>(CsvColumn.class);
    for (Map.Entry<String, String> column : columns.entrySet()) {
      places.put(column(column.getKey()), column.getValue());
    }
    try {
      return FormatChoice.csv(new CsvColumns(places));
    } catch (IllegalArgumentException e) {
      throw new UsageFault("--columns: " + e.getMessage());
    }
  }

  private static CsvColumn column(String label) throws UsageFault {
    return CsvColumn.named(label)
        .orElseThrow(
            () -> new UsageFault("there is no column " + label + "; there are " + labels()));
  }

  private static String labels() {
    return Stream.of(CsvColumn.values()).map(CsvColumn::label).collect(Collectors.joining(", "));
  }
}
