package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.format.json.JsonFields;
import io.sekisho.rules.feed.format.json.JsonRecord;
import io.sekisho.rules.indicator.Provenance;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An object of {@code stix}: in a bundle (STIX 2.0, 2.1), in a TAXII 2.1 envelope, or in a list by
 * itself. Objects that are no indicators are no entries; of those, names of malware and who
 * indicates it tell the threat of an indicator that still waits in its {@link StixWindow}.
 */
final class StixRecord implements RecordParser {
  /** Longest identifier; a type and a UUID have some 70 characters (STIX 2.1, 2.9). */
  private static final int MAX_IDENTIFIER = 256;

  static final JsonFields FIELDS =
      JsonFields.of(
          "type",
          "id",
          "name",
          "created",
          "modified",
          "pattern",
          "pattern_type",
          "valid_from",
          "valid_until",
          "revoked",
          "confidence",
          "labels",
          "indicator_types",
          "external_references.url",
          "relationship_type",
          "source_ref",
          "target_ref",
          "objects",
          "more",
          "next");

  /** A type of indicator (STIX 2.1, 10.6) that tells what is not to be taken for an attack. */
  private static final String HARMLESS = "benign";

  private final StixWindow window = new StixWindow();

  @Override
  public void parse(JsonRecord record, Consumer<FeedEntry> entries) {
    boolean listed = record.isListedIn("objects");
    if (record.depth() > 0 && !listed) {
      return;
    }
    String type = record.text("type");
    if (type == null) {
      envelope(record, entries);
    } else if (type.equals("indicator")) {
      indicator(record, entries);
    } else if (type.equals("relationship")) {
      relationship(record);
    } else {
      window.name(identifier(record, "id"), SourceWords.phrase(record.text("name")));
    }
  }

  @Override
  public void end(Consumer<FeedEntry> entries) {
    window.close(entries);
  }

  /** A page of TAXII has no type of its own, and may have no objects. */
  private static void envelope(JsonRecord record, Consumer<FeedEntry> entries) {
    boolean page = record.has("objects") || record.has("more") || record.isEmpty();
    if (record.depth() > 0 || !page) {
      entries.accept(
          new FeedEntry.Rejected(record.line(), "no STIX object", RejectReason.BAD_RECORD));
    }
  }

  private void relationship(JsonRecord record) {
    String source = identifier(record, "source_ref");
    String target = identifier(record, "target_ref");
    if (source != null && target != null && record.says("relationship_type", "indicates")) {
      window.relate(source, target);
    }
  }

  private void indicator(JsonRecord record, Consumer<FeedEntry> entries) {
    List<FeedEntry> found = entries(record);
    String id = identifier(record, "id");
    if (id == null) {
      found.forEach(entries);
    } else {
      String pattern = record.text("pattern");
      int length = pattern == null ? 0 : pattern.length();
      window.hold(id, new StixWindow.Version(modified(record), length, found), entries);
    }
  }

  /** An identifier; null for a text that nobody would call one, since these wait in memory. */
  private static @Nullable String identifier(JsonRecord record, String field) {
    String text = record.text(field);
    return text == null || text.length() > MAX_IDENTIFIER ? null : text;
  }

  private static Instant modified(JsonRecord record) {
    Instant modified = SourceTime.parse(record.text("modified"));
    return modified == null ? Instant.EPOCH : modified;
  }

  private static List<FeedEntry> entries(JsonRecord record) {
    String pattern = record.text("pattern");
    FeedLine line = new FeedLine(record.line(), pattern == null ? "" : pattern);
    if (record.isTrue("revoked")) {
      return List.of(line.rejected(RejectReason.REVOKED));
    }
    if (pattern == null) {
      return List.of(line.rejected(RejectReason.MISSING_FIELD));
    }
    if (record.has("pattern_type") && !record.says("pattern_type", "stix")) {
      return List.of(line.rejected(RejectReason.UNSUPPORTED_PATTERN));
    }
    if (tags(record).contains(HARMLESS)) {
      return List.of(line.rejected(RejectReason.NOT_FOR_DETECTION));
    }
    Particulars said = particulars(record, pattern);
    return StixDestination.read(line).stream()
        .map(entry -> entry.mapClaim(claim -> claim.with(said)))
        .toList();
  }

  private static Particulars particulars(JsonRecord record, String pattern) {
    Provenance source =
        Provenance.NONE
            .withFirstSeen(
                Stream.of("valid_from", "created")
                    .map(field -> SourceTime.parse(record.text(field)))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null))
            .withReference(
                record.texts("external_references.url").stream()
                    .map(SourceWords::phrase)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null))
            .withTags(SourceWords.tags(tags(record)))
            .inCategory(
                record.texts("indicator_types").stream()
                    .map(SourceWords::phrase)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null));
    return Particulars.of(threat(record.text("name"), pattern))
        .withConfidence(SourceWords.percent(record.text("confidence")))
        .withValidUntil(SourceTime.parse(record.text("valid_until")))
        .withProvenance(source);
  }

  private static List<String> tags(JsonRecord record) {
    return Stream.concat(record.texts("indicator_types").stream(), record.texts("labels").stream())
        .distinct()
        .toList();
  }

  /** Many sources name an indicator after its destination, which tells nothing. */
  private static @Nullable String threat(@Nullable String name, String pattern) {
    return name == null || pattern.contains(name) ? null : SourceWords.phrase(name);
  }
}
