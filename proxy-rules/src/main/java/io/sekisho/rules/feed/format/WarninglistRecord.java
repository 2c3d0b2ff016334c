package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.format.json.JsonFields;
import io.sekisho.rules.feed.format.json.JsonRecord;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A value, or the whole, of {@code misp-warninglist}: {@code {"type":"cidr", "list":[...]}}. What
 * the values are is said by {@code type} and {@code matching_attributes}, which publishers put
 * behind the list, so the values wait for them. A name with a leading dot is a sub-tree, one
 * without stands for itself, whether the list's type is {@code hostname} or {@code string}.
 */
final class WarninglistRecord implements RecordParser {
  private static final String LIST = "list";
  private static final String TYPE = "type";
  private static final String ATTRIBUTES = "matching_attributes";
  static final JsonFields FIELDS = JsonFields.of(TYPE, ATTRIBUTES, LIST).streaming(LIST);

  /**
   * Attributes of MISP that are about destinations; a list for others holds hashes and the like.
   */
  private static final Set<String> DESTINATIONS =
      Set.of(
          "domain",
          "domain|ip",
          "hostname",
          "hostname|port",
          "ip-dst",
          "ip-dst|port",
          "ip-src",
          "ip-src|port",
          "uri",
          "url");

  private HeldValues held = new HeldValues();
  private @Nullable FeedLine firstTooMany;

  @Override
  public void parse(JsonRecord record, Consumer<FeedEntry> entries) {
    if (record.depth() == 1 && record.isListedIn(LIST)) {
      value(record, entries);
    } else if (record.depth() == 0) {
      whole(record, entries);
    }
  }

  private void value(JsonRecord record, Consumer<FeedEntry> entries) {
    String text = record.text(JsonRecord.ITSELF);
    FeedLine value = new FeedLine(record.line(), text == null ? "" : text.strip());
    JsonRecord list = record.parent().orElseThrow();
    if (text == null) {
      boolean tooLong = record.has(JsonRecord.ITSELF);
      entries.accept(
          value.rejected(tooLong ? RejectReason.LINE_TOO_LONG : RejectReason.BAD_RECORD));
    } else if (list.has(TYPE) && !list.texts(ATTRIBUTES).isEmpty()) {
      entries.accept(entry(list, value));
    } else if (!held.add(value) && firstTooMany == null) {
      firstTooMany = value;
    }
  }

  private void whole(JsonRecord list, Consumer<FeedEntry> entries) {
    if (!list.has(LIST)) {
      entries.accept(
          new FeedEntry.Rejected(list.line(), "no warninglist", RejectReason.BAD_RECORD));
    }
    held.forEach(value -> entries.accept(entry(list, value)));
    held = new HeldValues();
    if (firstTooMany != null) {
      entries.accept(firstTooMany.rejected(RejectReason.UNREADABLE_REST));
      firstTooMany = null;
    }
  }

  private static FeedEntry entry(JsonRecord list, FeedLine value) {
    List<String> attributes = list.texts(ATTRIBUTES);
    if (!attributes.isEmpty() && attributes.stream().noneMatch(DESTINATIONS::contains)) {
      return value.rejected(RejectReason.OTHER_TYPE);
    }
    String type = Objects.requireNonNullElse(list.text(TYPE), "string");
    return switch (type) {
      case "cidr" -> DestinationType.ADDRESS.read(value);
      case "string", "hostname" -> host(value);
      default -> value.rejected(RejectReason.UNSUPPORTED_PATTERN);
    };
  }

  private static FeedEntry host(FeedLine value) {
    String text = value.text();
    if (text.startsWith(".")) {
      return DestinationType.NAME.read(new FeedLine(value.number(), text.substring(1)));
    }
    boolean address = Destination.prefix(text).accepted().isPresent();
    return (address ? DestinationType.ADDRESS : DestinationType.EXACT_NAME).read(value);
  }
}
