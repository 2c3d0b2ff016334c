package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.csv.CsvFields;
import io.sekisho.rules.feed.csv.CsvHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads separated values: finds the header, in a comment or not, and has the layout read the rows.
 * A record may go on over some lines within quotes. Where it then still makes no sense, its first
 * quote was a slip, and every line is a record of its own.
 */
final class CsvRows implements LineParser {
  /** Most lines of one record. */
  static final int MAX_LINES = 16;

  /** Rows among which a header may stand. */
  private static final int HEADER_WITHIN = 100;

  private final CsvLayout layout;
  private final List<FeedLine> open = new ArrayList<>();
  private @Nullable CsvHeader header;
  private @Nullable Character separator;
  private int rows;

  CsvRows(CsvLayout layout) {
    this.layout = layout;
  }

  @Override
  public void parse(FeedLine line, Consumer<FeedEntry> entries) {
    if (!open.isEmpty()) {
      goOn(line, entries);
    } else if (isComment(line)) {
      takeHeader(CsvHeader.read(line.text()));
    } else {
      begin(line, entries);
    }
  }

  @Override
  public void end(Consumer<FeedEntry> entries) {
    readOneByOne(entries);
    layout.end(entries);
  }

  private boolean isComment(FeedLine line) {
    Character mark = separator;
    return line.isBlankOrComment()
        && (line.text().isEmpty() || mark == null || line.text().charAt(0) != mark);
  }

  private void begin(FeedLine line, Consumer<FeedEntry> entries) {
    CsvFields fields = CsvFields.of(line.text(), separator(line.text()));
    if (fields.isOpen()) {
      open.add(line);
    } else {
      read(line, fields.list(), entries);
    }
  }

  private void goOn(FeedLine line, Consumer<FeedEntry> entries) {
    open.add(line);
    FeedLine record = new FeedLine(open.get(0).number(), text());
    CsvFields fields = CsvFields.of(record.text(), separator(record.text()));
    boolean more = open.size() < MAX_LINES && record.text().length() < FeedLines.MAX_LINE;
    if (fields.isSound() && isComplete(fields)) {
      open.clear();
      read(record, fields.list(), entries);
    } else if (!fields.isOpen() || !more) {
      readOneByOne(entries);
    }
  }

  private String text() {
    return String.join("\n", open.stream().map(FeedLine::text).toList());
  }

  private boolean isComplete(CsvFields fields) {
    CsvHeader columns = header;
    return columns == null || fields.list().size() >= columns.size();
  }

  private void readOneByOne(Consumer<FeedEntry> entries) {
    List<FeedLine> lines = List.copyOf(open);
    open.clear();
    for (FeedLine line : lines) {
      if (!isComment(line)) {
        read(line, CsvFields.of(line.text(), separator(line.text())).list(), entries);
      }
    }
  }

  /** That of the header, or of the first row. */
  private char separator(String text) {
    Character known = separator;
    char found = known == null ? CsvHeader.separatorOf(text) : known;
    separator = found;
    return found;
  }

  private void read(FeedLine line, List<String> fields, Consumer<FeedEntry> entries) {
    boolean mayBeHeader = rows++ < HEADER_WITHIN;
    if (!mayBeHeader || !takeHeader(CsvHeader.of(separator(line.text()), fields))) {
      layout.read(CsvRow.of(line, columns(fields.size()), fields, layout), entries);
    }
  }

  private boolean takeHeader(CsvHeader found) {
    boolean names = layout.isHeader(found);
    if (names) {
      header = found;
      separator = found.separator();
    }
    return names;
  }

  private CsvHeader columns(int fields) {
    CsvHeader named = header;
    return named == null ? usual(layout, fields) : named;
  }

  /** The publisher's columns in rows of so many fields. */
  static CsvHeader usual(CsvLayout layout, int fields) {
    return layout.defaults().stream()
        .filter(columns -> columns.size() == fields)
        .findFirst()
        .orElse(layout.defaults().get(0));
  }
}
