package io.sekisho.rules.match.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Room for a section that is being made. */
public final class SectionBytes {
  /** What a section can have. */
  public static final int MOST = Integer.MAX_VALUE - Long.BYTES;

  private SectionBytes() {}

  /**
   * So many bytes on the heap, all zero.
   *
   * @throws TableFullException where they are more than a section can have
   */
  public static ByteBuffer of(Section section, long bytes) {
    check(section, bytes);
    return ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Refuses more bytes than a section can have.
   *
   * @throws TableFullException with the figure
   */
  public static void check(Section section, long bytes) {
    if (bytes > MOST) {
      throw new TableFullException("section " + section, bytes, MOST);
    }
  }
}
