package io.sekisho.rules.feed.format.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One object of a copy, flat: the texts of the fields that were asked for, numbers and truth values
 * as they are written. Where a field is repeated, the last one counts.
 */
public final class JsonRecord {
  /** The field of a record that is one text of a streamed array. */
  public static final String ITSELF = "";

  /** Longest text that is kept, in characters; a longer one counts as not there. */
  static final int MAX_TEXT = 1 << 16;

  /** Most texts that are kept of one field. */
  static final int MAX_TEXTS = 64;

  /** How an object stands in its field. */
  enum Standing {
    /** As its value. */
    ALONE,
    /** In an array. */
    LISTED
  }

  private final @Nullable JsonRecord parent;
  private final String place;
  private final Standing standing;
  private final int line;
  private final Map<String, List<String>> fields = new HashMap<>(4);
  private boolean empty = true;

  JsonRecord(@Nullable JsonRecord parent, String place, Standing standing, int line) {
    this.parent = parent;
    this.place = place;
    this.standing = standing;
    this.line = line;
  }

  /** The object around this one, as far as it has been read; empty at the outermost level. */
  public Optional<JsonRecord> parent() {
    return Optional.ofNullable(parent);
  }

  /** How many objects there are around this one. */
  public int depth() {
    return parent == null ? 0 : parent.depth() + 1;
  }

  /** The name of the field, or of the array, that it stands in; empty at the outermost level. */
  public String place() {
    return place;
  }

  /** Whether it is one of the objects in the array of this name. */
  public boolean isListedIn(String array) {
    return standing == Standing.LISTED && place.equals(array);
  }

  Standing standing() {
    return standing;
  }

  public int line() {
    return line;
  }

  /** The one text of a field; null where there is none, or more than one. */
  public @Nullable String text(String field) {
    List<String> found = texts(field);
    return found.size() == 1 ? found.get(0) : null;
  }

  /** Every text of a field. */
  public List<String> texts(String field) {
    return fields.getOrDefault(field, List.of());
  }

  /** Whether a field has this text and no other. */
  public boolean says(String field, String text) {
    return text.equals(text(field));
  }

  /** Whether a field says yes: {@code true} or {@code 1}, as a text too. */
  public boolean isTrue(String field) {
    String said = text(field);
    return said != null && (said.equalsIgnoreCase("true") || said.equals("1"));
  }

  /** Whether a field is there, with whatever value, null included. */
  public boolean has(String field) {
    return fields.containsKey(field);
  }

  /** Whether it has no field at all, wanted or not. */
  public boolean isEmpty() {
    return empty;
  }

  /** Takes note of a field that begins; one of the same name before it no longer counts. */
  void begin(String field, JsonFields wanted) {
    empty = false;
    if (wanted.kept().contains(field)) {
      fields.put(field, new ArrayList<>(1));
    }
  }

  void add(String field, String text) {
    List<String> texts = fields.get(field);
    if (texts != null && texts.size() < MAX_TEXTS && text.length() <= MAX_TEXT) {
      texts.add(text);
    }
  }

  /** Makes this record one text and nothing else. */
  void itself(String text) {
    empty = false;
    fields.put(ITSELF, text.length() <= MAX_TEXT ? List.of(text) : List.of());
  }

  /** Keeps what an object in this one says, where that was asked for. */
  void absorb(JsonRecord inner, JsonFields wanted) {
    inner.fields.forEach(
        (field, texts) -> {
          String name = inner.place + "." + field;
          if (wanted.kept().contains(name)) {
            fields.computeIfAbsent(name, unseen -> new ArrayList<>(1));
            texts.forEach(text -> add(name, text));
          }
        });
  }
}
