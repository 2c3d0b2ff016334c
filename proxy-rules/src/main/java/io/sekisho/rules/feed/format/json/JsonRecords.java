package io.sekisho.rules.feed.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.sekisho.rules.feed.format.json.JsonRecord.Standing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands on every object of a copy when it ends, so inner objects come before the one around them.
 * The copy is one JSON document or any number of them behind each other, with white space between
 * or none: JSON lines are that too. No more is in memory than the objects that are open, which hold
 * the wanted fields alone.
 *
 * <p>Bytes that are no UTF-8 become U+FFFD, and so cost the text that they stand in and not the
 * copy.
 */
public final class JsonRecords {
  /** Deepest nesting; feeds have about ten levels. */
  static final int MAX_DEPTH = 100;

  /** Longest text of a wanted field or name, in characters; texts not wanted may be longer. */
  static final int MAX_STRING = 1 << 20;

  private static final int MAX_NUMBER = 100;
  private static final char BYTE_ORDER_MARK = '\ufeff';

  /** Names are not interned: in some feeds every object has a name of its own. */
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_STRING)
                  .maxNameLength(MAX_STRING)
                  .maxNumberLength(MAX_NUMBER)
                  .build())
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .build();

  private final JsonParser parser;
  private final JsonFields wanted;
  private final Consumer<JsonRecord> records;
  private @Nullable JsonRecord open;
  private String place = "";
  private Standing standing = Standing.ALONE;

  private JsonRecords(JsonParser parser, JsonFields wanted, Consumer<JsonRecord> records) {
    this.parser = parser;
    this.wanted = wanted;
    this.records = records;
  }

  /**
   * Reads a copy to its end, or to where it is no JSON any more.
   *
   * @param copy not closed here
   * @throws IOException only where {@code copy} itself throws it
   */
  public static Optional<JsonBreak> read(
      InputStream copy, JsonFields wanted, Consumer<JsonRecord> records) throws IOException {
    return read(withoutMark(copy), wanted, records);
  }

  /** As {@link #read(InputStream, JsonFields, Consumer)}, of text. */
  public static Optional<JsonBreak> read(
      Reader text, JsonFields wanted, Consumer<JsonRecord> records) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return new JsonRecords(parser, wanted, records).read();
    }
  }

  private static Reader withoutMark(InputStream copy) throws IOException {
    Reader text = new BufferedReader(new InputStreamReader(copy, StandardCharsets.UTF_8));
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    return text;
  }

  private Optional<JsonBreak> read() throws IOException {
    try {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (open == null && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
          return Optional.of(new JsonBreak(line(), "a value that is no object"));
        }
        take(token);
      }
      return Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.of(new JsonBreak(line(), e.getOriginalMessage()));
    }
  }

  private int line() {
    return parser.currentLocation().getLineNr();
  }

  private void take(JsonToken token) throws IOException {
    switch (token) {
      case START_OBJECT -> open = next();
      case END_OBJECT -> close();
      case FIELD_NAME -> begin(parser.currentName());
      case START_ARRAY -> standing = Standing.LISTED;
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> value();
      case END_ARRAY, VALUE_NULL, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> {}
    }
  }

  /** A record for what begins here. */
  private JsonRecord next() {
    return new JsonRecord(open, place, standing, parser.currentTokenLocation().getLineNr());
  }

  private void begin(String field) {
    place = field;
    standing = Standing.ALONE;
    if (open != null) {
      open.begin(field, wanted);
    }
  }

  private void value() throws IOException {
    JsonRecord around = open;
    if (around == null) {
      return;
    }
    if (wanted.streamed().contains(place)) {
      JsonRecord single = next();
      single.itself(parser.getText());
      records.accept(single);
    } else if (around.has(place)) {
      around.add(place, parser.getText());
    }
  }

  private void close() {
    JsonRecord closed = open;
    if (closed == null) {
      return;
    }
    records.accept(closed);
    open = closed.parent().orElse(null);
    place = closed.place();
    standing = closed.standing();
    if (open != null) {
      open.absorb(closed, wanted);
    }
  }
}
