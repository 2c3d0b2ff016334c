package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.csv.CsvHeader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of {@code csv}, the separated values of anybody: which column is what is configured, or told
 * by the usual names in the header, or where there is none by the only column of destinations. One
 * reads one copy.
 */
final class MappedCsv implements CsvLayout {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9 _()/-]{0,39}");

  private final CsvColumns said;
  private final List<CsvRow> waiting = new ArrayList<>();
  private @Nullable CsvHeader header;
  private Map<CsvColumn, Integer> columns = Map.of();

  MappedCsv(CsvColumns said) {
    this.said = said;
  }

  @Override
  public boolean isHeader(CsvHeader found) {
    return said.areSaid()
        ? said.areIn(found)
        : found.size() > 1
            && found.texts().stream()
                .allMatch(name -> name.isEmpty() || NAME.matcher(name).matches())
            && found.names().stream().anyMatch(CsvColumn.VALUE::isCalled);
  }

  @Override
  public boolean isToldByComments() {
    return false;
  }

  @Override
  public List<CsvHeader> defaults() {
    return List.of(CsvHeader.UNNAMED);
  }

  @Override
  public boolean isTypical(CsvRow row) {
    List<String> names = row.header().names();
    return IntStream.range(0, names.size())
        .filter(i -> CsvColumn.VALUE.isCalled(names.get(i)))
        .anyMatch(i -> ColumnGuess.isClaim(row, i));
  }

  @Override
  public void read(CsvRow row, Consumer<FeedEntry> entries) {
    if (row.header() == header) {
      entries.accept(new MappedRow(row, columns).entry());
    } else if (row.header() == CsvHeader.UNNAMED && !said.areSaid()) {
      await(row, entries);
    } else {
      use(row.header(), columnsUnder(row.header()));
      read(row, entries);
    }
  }

  @Override
  public void end(Consumer<FeedEntry> entries) {
    if (!waiting.isEmpty()) {
      guess(entries);
    }
  }

  private void await(CsvRow row, Consumer<FeedEntry> entries) {
    waiting.add(row);
    if (waiting.size() == ColumnGuess.ROWS) {
      guess(entries);
    }
  }

  private void guess(Consumer<FeedEntry> entries) {
    try {
      use(CsvHeader.UNNAMED, ColumnGuess.byValues(waiting));
    } catch (UnclearColumnsException e) {
      throw new UncheckedIOException(e);
    }
    List<CsvRow> rows = List.copyOf(waiting);
    waiting.clear();
    rows.forEach(row -> read(row, entries));
  }

  private void use(CsvHeader found, Map<CsvColumn, Integer> known) {
    header = found;
    columns = known;
  }

  private Map<CsvColumn, Integer> columnsUnder(CsvHeader found) {
    try {
      return said.areSaid() ? said.under(found) : ColumnGuess.byNames(found);
    } catch (UnclearColumnsException e) {
      throw new UncheckedIOException(e);
    }
  }
}
