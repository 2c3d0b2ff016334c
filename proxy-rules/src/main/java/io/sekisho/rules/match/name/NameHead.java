package io.sekisho.rules.match.name;

/**
 * The first characters of a name's first label, three where it has them, as one unit of {@link
 * NameCode}; a character that host names do not have ends it. The rest of the name is its body. The
 * place of a name in order is the keyed hash of its body with the head added at the upper end, so
 * the head need not be kept where the body is known and these bits of the place are.
 */
final class NameHead {
  /** How many bits of a place, its upper ones, tell a head. */
  static final int BITS = 16;

  private static final int MASK = (1 << BITS) - 1;
  private static final int BELOW = Long.SIZE - BITS;

  private NameHead() {}

  /** The head of the label between two places. */
  static int of(byte[] text, int from, int to) {
    int head = 0;
    int weight = 1;
    int end = Math.min(to, from + NameCode.PER_UNIT);
    for (int i = from; i < end; i++) {
      int number = NameCode.number(text[i]);
      if (number == NameCode.FOREIGN) {
        break;
      }
      head += number * weight;
      weight *= NameCode.SECOND;
    }
    return head;
  }

  /** The place of a name, by its head and the hash of its body. */
  static long place(int head, long body) {
    return body + ((long) mixed(head, factor(body)) << BELOW);
  }

  /** The head, by the upper bits of the place and the hash of the body. */
  static int head(int upperBits, long body) {
    int factor = inverse(factor(body));
    return mixed((upperBits - (int) (body >>> BELOW)) & MASK, factor);
  }

  /**
   * Each number as another one, so that alike heads of one body come to lie far from each other.
   * Twice the factor with halves laid over each other in between, each of which can be undone.
   */
  private static int mixed(int head, int factor) {
    int product = head * factor & MASK;
    return (product ^ product >>> (BITS / 2)) * factor & MASK;
  }

  /** An odd number that nobody knows in advance. */
  private static int factor(long body) {
    return ((int) (body >>> BITS) & MASK) | 1;
  }

  /** What undoes a multiplication by an odd number; each step doubles how many bits are right. */
  private static int inverse(int factor) {
    int inverse = factor;
    inverse *= 2 - factor * inverse;
    inverse *= 2 - factor * inverse;
    return inverse * (2 - factor * inverse) & MASK;
  }
}
