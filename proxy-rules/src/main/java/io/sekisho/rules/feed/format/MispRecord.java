package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.format.json.JsonFields;
import io.sekisho.rules.feed.format.json.JsonRecord;
import io.sekisho.rules.indicator.Provenance;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An object of {@code misp-event} and {@code misp-feed}: event documents {@code {"Event": {...}}},
 * as many as there are, behind each other (each at best on a line of its own, which tells where a
 * fault is), in a list, or in the {@code response} of a search. A {@code manifest.json} among them,
 * or alone, has no entries. What an event says of itself counts for the attributes behind it.
 *
 * <p>Attributes are used with {@code to_ids} only. Of {@code domain|ip} the name is used: the
 * address is what it resolved to one day, and may be many others' too.
 */
final class MispRecord implements RecordParser {
  static final JsonFields FIELDS =
      JsonFields.of(
          "type",
          "category",
          "value",
          "to_ids",
          "deleted",
          "timestamp",
          "first_seen",
          "last_seen",
          "comment",
          "info",
          "uuid",
          "Tag.name",
          "Event",
          "Attribute",
          "response");

  private static final String ATTRIBUTE = "Attribute";
  private static final String EVENT = "Event";
  private static final Map<String, DestinationType> TYPES =
      Map.of(
          "domain", DestinationType.NAME,
          "domain|ip", DestinationType.NAME,
          "hostname", DestinationType.EXACT_NAME,
          "hostname|port", DestinationType.ENDPOINT,
          "ip-dst", DestinationType.ADDRESS,
          "ip-dst|port", DestinationType.ENDPOINT,
          "url", DestinationType.URL,
          "uri", DestinationType.URL,
          "x509-fingerprint-sha1", DestinationType.CERTIFICATE);

  private static final Set<String> SOURCES = Set.of("ip-src", "ip-src|port");

  /** What a galaxy calls a piece of malware; others are about actors, techniques and countries. */
  private static final Pattern FAMILY =
      Pattern.compile(
          "misp-galaxy:(?:malpedia|mitre-malware|mitre-enterprise-attack-malware|rat|botnet|banker"
              + "|ransomware|stealer|backdoor|tool)=\"([^\"]{1,200})\"");

  private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-.*");

  private boolean manifest;

  @Override
  public void parse(JsonRecord record, Consumer<FeedEntry> entries) {
    if (record.isListedIn(ATTRIBUTE)) {
      entries.accept(entry(record));
    } else if (record.depth() == 1) {
      manifest |= UUID.matcher(record.place()).matches();
    } else if (record.depth() == 0) {
      document(record, entries);
      manifest = false;
    }
  }

  private void document(JsonRecord record, Consumer<FeedEntry> entries) {
    boolean known =
        manifest
            || record.isEmpty()
            || Stream.of(EVENT, ATTRIBUTE, "response").anyMatch(record::has);
    if (!known) {
      entries.accept(
          new FeedEntry.Rejected(record.line(), "no MISP event", RejectReason.BAD_RECORD));
    }
  }

  private static FeedEntry entry(JsonRecord attribute) {
    String said = attribute.text("type");
    String value = attribute.text("value");
    FeedLine line = new FeedLine(attribute.line(), value == null ? "" : value.strip());
    if (said == null || value == null) {
      return line.rejected(RejectReason.MISSING_FIELD);
    }
    DestinationType type = TYPES.get(said);
    return fault(attribute, said, type)
        .map(line::rejected)
        .orElseGet(
            () -> destination(line, said).mapClaim(claim -> claim.with(particulars(attribute))));
  }

  private static Optional<RejectReason> fault(
      JsonRecord attribute, String said, @Nullable DestinationType type) {
    if (SOURCES.contains(said)) {
      return Optional.of(RejectReason.OTHER_DIRECTION);
    }
    if (type == null) {
      return Optional.of(RejectReason.OTHER_TYPE);
    }
    boolean deleted =
        Stream.iterate(attribute.parent(), Optional::isPresent, p -> p.flatMap(JsonRecord::parent))
            .flatMap(Optional::stream)
            .anyMatch(around -> around.isTrue("deleted"));
    if (deleted || attribute.isTrue("deleted")) {
      return Optional.of(RejectReason.REVOKED);
    }
    return attribute.isTrue("to_ids")
        ? Optional.empty()
        : Optional.of(RejectReason.NOT_FOR_DETECTION);
  }

  private static FeedEntry destination(FeedLine line, String said) {
    DestinationType type = Objects.requireNonNull(TYPES.get(said));
    int bar = line.text().lastIndexOf('|');
    if (said.indexOf('|') < 0) {
      return type.read(line);
    }
    if (bar < 0) {
      return line.rejected(RejectReason.MISSING_FIELD);
    }
    String host = line.text().substring(0, bar).strip();
    String port = line.text().substring(bar + 1).strip();
    boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
    String endpoint = (bare ? "[" + host + "]" : host) + ":" + port;
    return type.read(
        new FeedLine(line.number(), type == DestinationType.ENDPOINT ? endpoint : host));
  }

  private static Particulars particulars(JsonRecord attribute) {
    Optional<JsonRecord> event = event(attribute);
    List<String> tags =
        Stream.concat(
                attribute.texts("Tag.name").stream(),
                event.stream().flatMap(e -> e.texts("Tag.name").stream()))
            .distinct()
            .toList();
    Instant first = SourceTime.parse(attribute.text("first_seen"));
    Provenance source =
        Provenance.NONE
            .withFirstSeen(first == null ? SourceTime.parse(attribute.text("timestamp")) : first)
            .withLastSeen(SourceTime.parse(attribute.text("last_seen")))
            .withReference(reference(attribute, event))
            .withTags(SourceWords.tags(tags))
            .inCategory(SourceWords.phrase(attribute.text("category")));
    String info = event.map(e -> e.text("info")).orElse(null);
    return Particulars.of(SourceWords.phrase(family(tags).orElse(info))).withProvenance(source);
  }

  private static Optional<JsonRecord> event(JsonRecord attribute) {
    Optional<JsonRecord> around = attribute.parent();
    while (around.isPresent() && !around.get().place().equals(EVENT)) {
      around = around.get().parent();
    }
    return around;
  }

  private static Optional<String> family(List<String> tags) {
    return tags.stream()
        .map(FAMILY::matcher)
        .filter(Matcher::matches)
        .map(match -> match.group(1))
        .findFirst();
  }

  private static @Nullable String reference(JsonRecord attribute, Optional<JsonRecord> event) {
    String comment = attribute.text("comment");
    boolean link = comment != null && comment.matches("https?://\\S+");
    return SourceWords.phrase(link ? comment : event.map(e -> e.text("uuid")).orElse(null));
  }
}
