package io.sekisho.rules.match;

import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.Section;
import java.nio.ByteBuffer;

/**
 * The claims of one level by their number: role, and a claim that is read from its bytes when
 * somebody asks. Immutable.
 */
final class Claims {
  private final ByteBuffer starts;
  private final ByteBuffer bytes;
  private final Claim[] known;

  private Claims(Image image) {
    this.starts = image.section(Section.TUPLE_STARTS);
    this.bytes = image.section(Section.TUPLES);
    this.known = new Claim[Math.min(MOST_KNOWN, size())];
  }

  /** So many claims are kept once they were read. */
  private static final int MOST_KNOWN = 4_096;

  static Claims over(Image image) {
    return new Claims(image);
  }

  int size() {
    return starts.limit() / Integer.BYTES;
  }

  Role role(int number) {
    return Role.numbered(bytes.get(start(number)));
  }

  /**
   * The claim of a number. Two threads may read the same one at a time; claims are immutable, so it
   * does not matter whose is kept.
   */
  Claim claim(int number) {
    Claim claim = number < known.length ? known[number] : null;
    if (claim == null) {
      claim = new ClaimReader(bytes, start(number) + 1, end(number)).read(role(number));
      if (number < known.length) {
        known[number] = claim;
      }
    }
    return claim;
  }

  private int start(int number) {
    return starts.getInt(number * Integer.BYTES);
  }

  private int end(int number) {
    return number + 1 < size() ? start(number + 1) : bytes.limit();
  }
}
