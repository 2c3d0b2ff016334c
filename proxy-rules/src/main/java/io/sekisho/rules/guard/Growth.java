package io.sekisho.rules.guard;

/** How the arrays of an index grow: by half, so that little is wasted before they are trimmed. */
final class Growth {
  private Growth() {}

  static int next(int length) {
    return (int) Math.min(Integer.MAX_VALUE - 8, length * 3L / 2 + 1);
  }
}
