package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.Provenance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One row of {@code csv} whose columns are known. */
record MappedRow(CsvRow row, Map<CsvColumn, Integer> columns) {

  FeedEntry entry() {
    String value = text(CsvColumn.VALUE);
    return value == null
        ? line().rejected(RejectReason.MISSING_FIELD)
        : entry(value).mapClaim(claim -> claim.with(particulars()));
  }

  private FeedEntry entry(String value) {
    String type = text(CsvColumn.TYPE);
    Optional<ValueType> known = type == null ? typeOfColumn() : ValueType.named(type);
    if (type != null && known.isEmpty()) {
      return line().rejected(RejectReason.OTHER_TYPE);
    }
    String path = text(CsvColumn.PATH);
    if (path != null) {
      return UrlsLine.page(line(), value, path);
    }
    String port = text(CsvColumn.PORT);
    return port != null && Authority.parse(value).fold(host -> host.port() == null, r -> false)
        ? RowEndpoint.read(row, value, port)
        : known.map(t -> t.read(line(), value)).orElseGet(() -> Destination.read(line(), value));
  }

  /** A column of URLs holds no hosts as a whole, whatever a row writes there. */
  private Optional<ValueType> typeOfColumn() {
    Integer at = columns.get(CsvColumn.VALUE);
    List<String> names = row.header().names();
    return at == null || at >= names.size()
        ? Optional.empty()
        : ValueType.named(names.get(at)).filter(type -> type == ValueType.URL);
  }

  private Particulars particulars() {
    Provenance source =
        Provenance.NONE
            .withFirstSeen(FeedTime.parse(text(CsvColumn.FIRST_SEEN)))
            .withLastSeen(FeedTime.parse(text(CsvColumn.LAST_SEEN)))
            .withReference(text(CsvColumn.REFERENCE))
            .withTags(CsvWords.of(orEmpty(CsvColumn.TAGS)))
            .onSite(CsvWords.site(orEmpty(CsvColumn.COMPROMISED)))
            .inCategory(text(CsvColumn.CATEGORY));
    return Particulars.of(text(CsvColumn.THREAT))
        .withConfidence(CsvWords.percent(orEmpty(CsvColumn.CONFIDENCE)))
        .withValidUntil(FeedTime.parse(text(CsvColumn.VALID_UNTIL)))
        .withAliveAt(source.lastSeen())
        .withProvenance(source)
        .withAction(CsvWords.action(orEmpty(CsvColumn.ACTION)));
  }

  private FeedLine line() {
    return row.line();
  }

  private @Nullable String text(CsvColumn column) {
    return row.at(columns.getOrDefault(column, -1));
  }

  private String orEmpty(CsvColumn column) {
    String text = text(column);
    return text == null ? "" : text;
  }
}
