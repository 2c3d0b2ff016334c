package io.sekisho.rules.match;

/**
 * What an entry of a level does with a pattern on behalf of a feed. Of claims and of exceptions the
 * newest level decides, each for itself.
 */
enum Role {
  /** The feed claims the pattern. */
  CLAIM(0, Side.CLAIMS),
  /** What the pattern covers, the feed says nothing about. */
  EXCEPTION(1, Side.EXCEPTIONS),
  /** The feed no longer claims the pattern. */
  NO_CLAIM(2, Side.CLAIMS),
  /** The feed no longer excepts the pattern. */
  NO_EXCEPTION(3, Side.EXCEPTIONS);

  private static final Role[] ALL = values();

  private final int number;
  private final Side side;

  Role(int number, Side side) {
    this.number = number;
    this.side = side;
  }

  /** Of two roles on one side, the one in the newer level hides the other. */
  enum Side {
    CLAIMS,
    EXCEPTIONS
  }

  Side side() {
    return side;
  }

  /** Whether it says nothing but that something older no longer counts. */
  boolean isTombstone() {
    return this == NO_CLAIM || this == NO_EXCEPTION;
  }

  Role tombstone() {
    return switch (side) {
      case CLAIMS -> NO_CLAIM;
      case EXCEPTIONS -> NO_EXCEPTION;
    };
  }

  /** Its number in bytes, which is never given to another. */
  int number() {
    return number;
  }

  static Role numbered(int number) {
    return ALL[number];
  }
}
