package io.sekisho.proxy.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The fields of one header or trailer section, in the order of the wire (RFC 9110, 5). Names keep
 * their spelling and compare without regard to case; values are Latin-1, trimmed.
 *
 * <p>Kept as the bytes they came in: most fields of most messages are passed on without anybody
 * asking what they say, and no text is made of those.
 */
public final class Headers {
  public static final Headers NONE = new Headers(List.of());

  /** Where a field stands: begin and end of its name, begin and end of its value. */
  static final int SPAN = 4;

  private final byte[] bytes;
  private final int[] spans;
  private final int size;

  /** One field line. */
  public record Field(String name, String value) {}

  public Headers(List<Field> fields) {
    HeadersBuilder builder = new HeadersBuilder(fields.size());
    fields.forEach(field -> builder.add(field.name(), field.value()));
    Headers made = builder.build();
    this.bytes = made.bytes;
    this.spans = made.spans;
    this.size = made.size;
  }

  /**
   * Fields within {@code bytes}, which must not change any more.
   *
   * @param spans {@value #SPAN} for each field
   */
  Headers(byte[] bytes, int[] spans, int size) {
    this.bytes = bytes;
    this.spans = spans;
    this.size = size;
  }

  public int size() {
    return size;
  }

  public List<Field> fields() {
    List<Field> fields = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      fields.add(new Field(name(i), value(i)));
    }
    return List.copyOf(fields);
  }

  private String name(int field) {
    return text(nameStart(field), nameEnd(field));
  }

  private String value(int field) {
    return text(valueStart(field), valueEnd(field));
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private int nameStart(int field) {
    return spans[field * SPAN];
  }

  private int nameEnd(int field) {
    return spans[field * SPAN + 1];
  }

  private int valueStart(int field) {
    return spans[field * SPAN + 2];
  }

  private int valueEnd(int field) {
    return spans[field * SPAN + 3];
  }

  /** Whether the name of the field at this position is {@code name}. */
  boolean isNamed(int field, String name) {
    int start = nameStart(field);
    return nameEnd(field) - start == name.length() && startsWith(start, name);
  }

  boolean nameStartsWith(int field, String prefix) {
    int start = nameStart(field);
    return nameEnd(field) - start >= prefix.length() && startsWith(start, prefix);
  }

  int nameLength(int field) {
    return nameEnd(field) - nameStart(field);
  }

  private boolean startsWith(int at, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Ascii.lower(bytes[at + i]) != Ascii.lower((byte) text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Adds the field at this position, as it is spelt, to another section. */
  void copyTo(HeadersBuilder other, int field) {
    other.add(bytes, nameStart(field), nameEnd(field), valueStart(field), valueEnd(field));
  }

  /** Writes every line, and not the empty line behind them. */
  void writeTo(ByteBuf out) {
    for (int i = 0; i < size; i++) {
      out.writeBytes(bytes, nameStart(i), nameLength(i));
      out.writeShort(HeadersBuilder.COLON_SPACE);
      out.writeBytes(bytes, valueStart(i), valueEnd(i) - valueStart(i));
      out.writeShort(HeadersBuilder.CR_LF);
    }
  }

  /** The value of the first field of that name. */
  public Optional<String> first(String name) {
    for (int i = 0; i < size; i++) {
      if (isNamed(i, name)) {
        return Optional.of(value(i));
      }
    }
    return Optional.empty();
  }

  public int count(String name) {
    int count = 0;
    for (int i = 0; i < size; i++) {
      count += isNamed(i, name) ? 1 : 0;
    }
    return count;
  }

  public boolean has(String name) {
    return count(name) > 0;
  }

  /** Whether {@code token} is a member of the list over all fields of that name. */
  public boolean hasToken(String name, String token) {
    for (int i = 0; i < size; i++) {
      if (isNamed(i, name) && listed(token, valueStart(i), valueEnd(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean listed(String token, int from, int end) {
    int at = from;
    while (at < end) {
      while (at < end && (bytes[at] == ',' || Ascii.isBlank(bytes[at]))) {
        at++;
      }
      int start = at;
      while (at < end && bytes[at] != ',') {
        at++;
      }
      int last = at;
      while (last > start && Ascii.isBlank(bytes[last - 1])) {
        last--;
      }
      if (last - start == token.length() && startsWith(start, token)) {
        return true;
      }
    }
    return false;
  }

  /** The members of a comma-separated list over all fields of that name, in lower case. */
  public List<String> tokens(String name) {
    List<String> tokens = new ArrayList<>(2);
    for (int i = 0; i < size; i++) {
      if (isNamed(i, name)) {
        Arrays.stream(value(i).split(","))
            .map(member -> member.strip().toLowerCase(Locale.ROOT))
            .filter(member -> !member.isEmpty())
            .forEach(tokens::add);
      }
    }
    return tokens;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Headers headers && headers.fields().equals(fields());
  }

  @Override
  public int hashCode() {
    return fields().hashCode();
  }

  @Override
  public String toString() {
    return fields().toString();
  }
}
