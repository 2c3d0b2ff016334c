package io.sekisho.app.feeds.posted;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one change from JSON (RFC 8259): {@code {"add": [...], "withdraw": [...]}}. */
public final class ChangeReader {
  private static final int DEEPEST = 8;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNumberLength(20).build())
          .build();

  private final JsonParser json;
  private final List<PostedEntry> add = new ArrayList<>();
  private final List<PostedEntry> withdraw = new ArrayList<>();
  private final int most;
  private @Nullable Instant at;

  private ChangeReader(JsonParser json, int most, @Nullable Instant at) {
    this.json = json;
    this.most = most;
    this.at = at;
  }

  /** Reads what was posted at this time. */
  public static PostedChange posted(byte[] body, Instant at) throws ChangeFault {
    return read(body, PostedChange.MOST_ENTRIES, at);
  }

  /** Reads what was kept; it has the time at which it was posted in {@code at}. */
  static PostedChange kept(byte[] line) throws ChangeFault {
    return read(line, Integer.MAX_VALUE, null);
  }

  private static PostedChange read(byte[] text, int most, @Nullable Instant at) throws ChangeFault {
    try (JsonParser json = JSON.createParser(text)) {
      return new ChangeReader(json, most, at).read();
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation();
      throw ChangeFault.malformed(
          place == null ? JsonLocation.NA : place, "is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw ChangeFault.malformed(JsonLocation.NA, "is not JSON: " + e.getMessage());
    }
  }

  private PostedChange read() throws IOException, ChangeFault {
    boolean kept = at == null;
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw fault("an object with the lists add and withdraw is wanted");
    }
    for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
      switch (key) {
        case "add" -> list(key, add, EntryReader.Keys.ALL);
        case "withdraw" -> list(key, withdraw, EntryReader.Keys.OF_DESTINATION);
        case "at" -> time(kept);
        default -> throw fault(key + " is not a known key");
      }
    }
    if (json.nextToken() != null) {
      throw fault("nothing may follow the object");
    }
    if (at == null) {
      throw fault("at is missing");
    }
    return new PostedChange(at, add, withdraw);
  }

  private void list(String key, List<PostedEntry> entries, EntryReader.Keys keys)
      throws IOException, ChangeFault {
    if (json.nextToken() != JsonToken.START_ARRAY) {
      throw fault(key + " is not a list");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (add.size() + withdraw.size() == most) {
        throw new ChangeFault(
            ChangeFault.Kind.TOO_LONG, "there are more than %,d entries".formatted(most));
      }
      entries.add(new EntryReader(json, key + "[" + entries.size() + "]", keys).read());
    }
  }

  /** When something was posted is not for whoever posts it to say. */
  private void time(boolean kept) throws IOException, ChangeFault {
    if (!kept) {
      throw fault("at is not a known key");
    }
    try {
      at = Instant.parse(String.valueOf(json.nextTextValue()));
    } catch (DateTimeException e) {
      throw fault("at is not a time");
    }
  }

  private ChangeFault fault(String message) {
    return ChangeFault.malformed(json.currentTokenLocation(), message);
  }
}
