package io.sekisho.app.feeds.posted;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sekisho.rules.feed.format.DestinationType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one entry: a destination by itself, or an object with {@code value} and what is said of it.
 * For one thread, and for one entry.
 */
final class EntryReader {
  /** As of what feeds say in their own words. */
  private static final int LONGEST_WORDS = 200;

  private static final int MAX_CONFIDENCE = 100;
  private static final Pattern LIFE = Pattern.compile("([1-9][0-9]{0,9})([smhd])");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS,
          "d", ChronoUnit.DAYS);

  /** In seconds it has ten digits, and is written so. */
  static final Duration LONGEST_LIFE = Duration.ofDays(36_500);

  private final JsonParser json;
  private final String path;
  private final Keys keys;
  private @Nullable String value;
  private @Nullable DestinationType type;
  private @Nullable String threat;
  private @Nullable Integer confidence;
  private @Nullable Duration expires;
  private @Nullable String reference;

  /** Which keys an object may have. */
  enum Keys {
    ALL,
    /** Those that say which destination is meant. */
    OF_DESTINATION
  }

  /** A reader of the entry that begins with the current token. */
  EntryReader(JsonParser json, String path, Keys keys) {
    this.json = json;
    this.path = path;
    this.keys = keys;
  }

  PostedEntry read() throws IOException, ChangeFault {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return PostedEntry.of(encodable("", json.getText()).strip());
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw fault("", "is neither a text nor an object");
    }
    for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
      read(key);
    }
    if (value == null) {
      throw fault(".value", "is missing");
    }
    return new PostedEntry(value, type, threat, confidence, expires, reference);
  }

  private void read(String key) throws IOException, ChangeFault {
    boolean ofDestination = key.equals("value") || key.equals("type");
    if (keys == Keys.OF_DESTINATION && !ofDestination) {
      throw unknown(key);
    }
    switch (key) {
      case "value" -> value = text(key).strip();
      case "type" -> type = type(text(key));
      case "threat" -> threat = words(key);
      case "confidence" -> confidence = percent();
      case "expires" -> expires = life(text(key));
      case "reference" -> reference = words(key);
      default -> throw unknown(key);
    }
  }

  private String text(String key) throws IOException, ChangeFault {
    String text = json.nextTextValue();
    if (text == null) {
      throw fault("." + key, "is not a text");
    }
    return encodable("." + key, text);
  }

  /** Half a character could not be written again. */
  private String encodable(String key, String text) throws ChangeFault {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw fault(key, "has half a character in it");
    }
    return text;
  }

  private DestinationType type(String label) throws ChangeFault {
    Optional<DestinationType> named = DestinationType.named(label);
    if (named.isEmpty()) {
      throw fault(
          ".type", "is none of name, exact-name, address, endpoint, url, certificate, fingerprint");
    }
    return named.get();
  }

  private String words(String key) throws IOException, ChangeFault {
    String words = text(key);
    if (words.isBlank() || words.length() > LONGEST_WORDS) {
      throw fault("." + key, "has to have 1 to " + LONGEST_WORDS + " characters");
    }
    if (words.chars().anyMatch(Character::isISOControl)) {
      throw fault("." + key, "has a control character");
    }
    return words;
  }

  private Integer percent() throws IOException, ChangeFault {
    boolean whole = json.nextToken() == JsonToken.VALUE_NUMBER_INT;
    double number = whole ? json.getDoubleValue() : -1;
    if (number < 0 || number > MAX_CONFIDENCE) {
      throw fault(".confidence", "is not a whole number from 0 to " + MAX_CONFIDENCE);
    }
    return (int) number;
  }

  private Duration life(String text) throws ChangeFault {
    Matcher parts = LIFE.matcher(text);
    ChronoUnit unit = parts.matches() ? UNITS.get(parts.group(2)) : null;
    Duration life =
        unit == null ? Duration.ZERO : Duration.of(Long.parseLong(parts.group(1)), unit);
    if (life.isZero() || life.compareTo(LONGEST_LIFE) > 0) {
      throw fault(".expires", "is not a duration: a whole number and s, m, h or d, such as 24h");
    }
    return life;
  }

  private ChangeFault unknown(String key) {
    return fault("." + key, "is not a known key");
  }

  private ChangeFault fault(String key, String message) {
    return ChangeFault.malformed(json.currentTokenLocation(), path + key + " " + message);
  }
}
