package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.csv.CsvHeader;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Where the columns of {@code csv} stand: each by its name in the header, or by its number from 1.
 */
public record CsvColumns(Map<CsvColumn, String> places) {
  /** Nothing is said, so that the copy itself must tell. */
  public static final CsvColumns UNSAID = new CsvColumns(Map.of());

  private static final int MAX_DIGITS = 4;

  /**
   * @throws IllegalArgumentException where some are said and the {@link CsvColumn#VALUE} is not, or
   *     where a place is blank
   */
  public CsvColumns {
    if (!places.isEmpty() && !places.containsKey(CsvColumn.VALUE)) {
      throw new IllegalArgumentException("the column of the value is missing");
    }
    if (places.values().stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("a column has neither name nor number");
    }
    places = Map.copyOf(places);
  }

  boolean areSaid() {
    return !places.isEmpty();
  }

  /** Whether {@code header} is the one in which the value is named. */
  boolean areIn(CsvHeader header) {
    String value = places.getOrDefault(CsvColumn.VALUE, "");
    OptionalInt number = number(value);
    return number.isEmpty()
        ? header.has(CsvHeader.plain(value))
        : number.getAsInt() < header.size()
            && CsvColumn.VALUE.isCalled(header.names().get(number.getAsInt()));
  }

  /**
   * The columns from 0 under a header; those that it does not have are left out.
   *
   * @throws UnclearColumnsException where the value is among them
   */
  Map<CsvColumn, Integer> under(CsvHeader header) throws UnclearColumnsException {
    Map<CsvColumn, Integer> found = new EnumMap<>(CsvColumn.class);
    places.forEach(
        (column, place) -> {
          int at = number(place).orElseGet(() -> header.indexOf(CsvHeader.plain(place)));
          if (at >= 0) {
            found.put(column, at);
          }
        });
    if (!found.containsKey(CsvColumn.VALUE)) {
      throw new UnclearColumnsException(
          "has no header with a column " + places.get(CsvColumn.VALUE) + ": set columns");
    }
    return found;
  }

  /** The number that a place is, from 0. */
  private static OptionalInt number(String place) {
    boolean digits =
        place.length() <= MAX_DIGITS && place.chars().allMatch(c -> c >= '0' && c <= '9');
    int number = digits && !place.isEmpty() ? Integer.parseInt(place) : 0;
    return number > 0 ? OptionalInt.of(number - 1) : OptionalInt.empty();
  }
}
