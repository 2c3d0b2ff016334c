package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.csv.CsvFields;
import io.sekisho.rules.feed.csv.CsvHeader;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a publisher's separated values by their header, and by rows that hold what it says. */
final class CsvRecognition implements Recognition {
  private final String format;
  private final CsvLayout layout;
  private @Nullable CsvHeader header;

  CsvRecognition(String format, CsvLayout layout) {
    this.format = format;
    this.layout = layout;
  }

  @Override
  public void comment(FeedLine line) {
    if (layout.isToldByComments()) {
      takeHeader(CsvHeader.read(line.text()));
    }
  }

  @Override
  public boolean knows(FeedLine line) {
    return CsvHeader.mayBeSeparated(line.text()) && knowsFields(line);
  }

  private boolean knowsFields(FeedLine line) {
    CsvHeader known = header;
    char separator = known == null ? CsvHeader.separatorOf(line.text()) : known.separator();
    List<String> fields = CsvFields.of(line.text(), separator).list();
    return fields.size() > 1
        && (takeHeader(CsvHeader.of(separator, fields)) || isTypical(line, fields));
  }

  private boolean takeHeader(CsvHeader found) {
    boolean names = found.size() > 1 && layout.isOwnHeader(found);
    header = names ? found : header;
    return names;
  }

  private boolean isTypical(FeedLine line, List<String> fields) {
    CsvHeader known = header;
    CsvHeader columns = known == null ? CsvRows.usual(layout, fields.size()) : known;
    return layout.isTypical(CsvRow.of(line, columns, fields, layout));
  }

  @Override
  public boolean isAnnounced() {
    return header != null;
  }

  @Override
  public Set<String> labels(String file) {
    return Set.of(format);
  }
}
