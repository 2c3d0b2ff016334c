package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.csv.CsvHeader;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Finds the columns that nobody named, where there is but one way to understand them. */
final class ColumnGuess {
  /** Rows that are looked at where there is no header. */
  static final int ROWS = 20;

  private static final int MAX_PORT_DIGITS = 5;

  private ColumnGuess() {}

  /** By the names in a header. */
  static Map<CsvColumn, Integer> byNames(CsvHeader header) throws UnclearColumnsException {
    List<Integer> values =
        IntStream.range(0, header.size())
            .filter(i -> CsvColumn.VALUE.isCalled(header.names().get(i)))
            .boxed()
            .toList();
    Map<CsvColumn, Integer> found = new EnumMap<>(CsvColumn.class);
    found.put(CsvColumn.VALUE, only(values));
    for (int i = header.size() - 1; i >= 0; i--) {
      for (CsvColumn column : CsvColumn.values()) {
        if (column != CsvColumn.VALUE && column.isCalled(header.names().get(i))) {
          found.put(column, i);
        }
      }
    }
    if (ValueType.named(header.names().get(only(values))).isPresent()) {
      found.remove(CsvColumn.TYPE); // the name of the value says it; the type is of something else
    }
    return found;
  }

  /** By what the rows hold: the only column with a destination, if it has one in every row. */
  static Map<CsvColumn, Integer> byValues(List<CsvRow> rows) throws UnclearColumnsException {
    int width = rows.stream().mapToInt(row -> row.fields().size()).max().orElse(0);
    int value =
        only(IntStream.range(0, width).filter(i -> holdsDestinations(rows, i)).boxed().toList());
    if (!rows.stream().allMatch(row -> isClaim(row, value))) {
      throw new UnclearColumnsException("has no column of destinations alone: set columns");
    }
    if (areAddresses(rows, value) && IntStream.range(0, width).anyMatch(i -> arePorts(rows, i))) {
      throw new UnclearColumnsException(
          "has a column that may be the port of its addresses: set columns");
    }
    return Map.of(CsvColumn.VALUE, value);
  }

  private static int only(List<Integer> columns) throws UnclearColumnsException {
    if (columns.size() != 1) {
      throw new UnclearColumnsException(
          columns.isEmpty()
              ? "has no column that is known to hold destinations: set columns"
              : "has " + columns.size() + " columns that may hold destinations: set columns");
    }
    return columns.get(0);
  }

  private static boolean holdsDestinations(List<CsvRow> rows, int column) {
    return rows.stream().anyMatch(row -> isClaim(row, column));
  }

  /** Whether a field is a destination. */
  static boolean isClaim(CsvRow row, int column) {
    String text = row.at(column);
    return text != null
        && Destination.read(row.line(), text)
            .fold(claim -> true, exemption -> false, rejected -> false, note -> false);
  }

  private static boolean areAddresses(List<CsvRow> rows, int column) {
    return rows.stream()
        .map(row -> row.at(column))
        .anyMatch(text -> text != null && Authority.address(text).accepted().isPresent());
  }

  private static boolean arePorts(List<CsvRow> rows, int column) {
    return rows.stream()
        .map(row -> row.at(column))
        .allMatch(
            text ->
                text != null
                    && text.length() <= MAX_PORT_DIGITS
                    && text.chars().allMatch(c -> c >= '0' && c <= '9'));
  }
}
