package io.sekisho.rules.match.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * The sections of compiled tables, little-endian, on the heap or mapped from a file. Immutable: any
 * thread may read it, by indexes. A section that is not there reads as an empty one.
 */
public final class Image {
  private static final ByteBuffer EMPTY =
      ByteBuffer.allocate(0).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);

  private final Map<Section, ByteBuffer> sections;

  private Image(Map<Section, ByteBuffer> sections) {
    this.sections = sections;
  }

  /** The bytes of a section from 0 to its limit. */
  public ByteBuffer section(Section section) {
    return sections.getOrDefault(section, EMPTY);
  }

  public Set<Section> sections() {
    return sections.keySet();
  }

  /** What all sections take together. */
  public long bytes() {
    return sections.values().stream().mapToLong(ByteBuffer::limit).sum();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Fills one image; for one thread. */
  public static final class Builder {
    private final Map<Section, ByteBuffer> sections = new EnumMap<>(Section.class);

    private Builder() {}

    /**
     * Puts a section in, from 0 to the limit of {@code bytes}, which must not change afterwards.
     */
    public Builder put(Section section, ByteBuffer bytes) {
      sections.put(section, bytes.slice(0, bytes.limit()).order(ByteOrder.LITTLE_ENDIAN));
      return this;
    }

    public Builder putAll(Image other) {
      sections.putAll(other.sections);
      return this;
    }

    public Image build() {
      return new Image(new EnumMap<>(sections));
    }
  }
}
