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
    return body + ((long) mixed(head, first(body), second(body)) << BELOW);
  }

  /** The head, by the upper bits of the place and the hash of the body. */
  static int head(int upperBits, long body) {
    int mixed = (upperBits - (int) (body >>> BELOW)) & MASK;
    return mixed(mixed, inverse(second(body)), inverse(first(body)));
  }

  /**
   * Each number as another one, so that alike heads of one body come to lie far from each other:
   * times a factor, the upper half laid over the lower one, and times another factor. Each step can
   * be undone, and whoever knows neither factor cannot choose heads that stay together.
   */
  private static int mixed(int head, int first, int second) {
    int product = head * first & MASK;
    return (product ^ product >>> (BITS / 2)) * second & MASK;
  }

  private static int first(long body) {
    return odd(body >>> BITS);
  }

  private static int second(long body) {
    return odd(body >>> (2 * BITS));
  }

  private static int odd(long bits) {
    return ((int) bits & MASK) | 1;
  }

  /** What undoes a multiplication by an odd number; each step doubles how many bits are right. */
  private static int inverse(int factor) {
    int inverse = factor;
    inverse *= 2 - factor * inverse;
    inverse *= 2 - factor * inverse;
    return inverse * (2 - factor * inverse) & MASK;
  }
}
