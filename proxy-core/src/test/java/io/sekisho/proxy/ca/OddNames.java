package io.sekisho.proxy.ca;

import io.sekisho.rules.indicator.HostName;
import java.util.SplittableRandom;
import java.util.StringJoiner;

/** Names as long and as strange as a client may send them. */
final class OddNames {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_NAME = 253;

  private OddNames() {}

  static String next(SplittableRandom random) {
    int length = random.nextInt(3, LONGEST_NAME + 1);
    StringJoiner labels = new StringJoiner(".");
    while (labels.length() < length - 1) {
      int room = length - (labels.length() == 0 ? 0 : labels.length() + 1);
      labels.add(label(random, Math.min(random.nextInt(1, LONGEST_LABEL + 1), room)));
    }
    return HostName.parse(labels.toString())
        .accepted()
        .map(HostName::ascii)
        .orElseGet(() -> next(random));
  }

  private static String label(SplittableRandom random, int length) {
    StringBuilder label = new StringBuilder();
    while (label.length() < length) {
      label.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return label.toString();
  }
}
