package io.sekisho.app.feeds.posted;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sekisho.rules.feed.format.DestinationType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Writes a change as one line of JSON, which {@link ChangeReader} reads. */
final class ChangeWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator json;

  private ChangeWriter(JsonGenerator json) {
    this.json = json;
  }

  /** The line, with the LF that ends it. */
  static byte[] line(PostedChange change) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(64 * (change.size() + 1));
    try (JsonGenerator json = JSON.createGenerator(line)) {
      new ChangeWriter(json).write(change);
    }
    line.write('\n');
    return line.toByteArray();
  }

  private void write(PostedChange change) throws IOException {
    json.writeStartObject();
    json.writeStringField("at", change.at().toString());
    write("withdraw", change.withdraw());
    write("add", change.add());
    json.writeEndObject();
  }

  private void write(String key, List<PostedEntry> entries) throws IOException {
    if (entries.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(key);
    for (PostedEntry entry : entries) {
      write(entry);
    }
    json.writeEndArray();
  }

  private void write(PostedEntry entry) throws IOException {
    if (entry.isBare()) {
      json.writeString(entry.value());
      return;
    }
    json.writeStartObject();
    json.writeStringField("value", entry.value());
    DestinationType type = entry.type();
    if (type != null) {
      json.writeStringField("type", type.label());
    }
    writeParticulars(entry);
    json.writeEndObject();
  }

  private void writeParticulars(PostedEntry entry) throws IOException {
    if (entry.threat() != null) {
      json.writeStringField("threat", entry.threat());
    }
    Integer confidence = entry.confidence();
    if (confidence != null) {
      json.writeNumberField("confidence", confidence);
    }
    Duration expires = entry.expires();
    if (expires != null) {
      json.writeStringField("expires", expires.toSeconds() + "s");
    }
    if (entry.reference() != null) {
      json.writeStringField("reference", entry.reference());
    }
  }
}
