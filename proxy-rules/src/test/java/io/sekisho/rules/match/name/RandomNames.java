package io.sekisho.rules.match.name;

import java.util.SplittableRandom;

/** Names over so few labels that they often lie below one another, and hosts that are like them. */
final class RandomNames {
  private static final String[] LABELS = {
    "com",
    "net",
    "co",
    "uk",
    "a",
    "b",
    "c",
    "x",
    "0",
    "_dmarc",
    "a-b",
    "ab",
    "abcdefg",
    "abcdefgh",
    "abcdefghi",
    "xn--p1ai",
    "www",
    "cdn",
    "example",
    "e",
    "a-very-long-label-that-goes-on-and-on"
  };

  private final SplittableRandom random;

  RandomNames(long seed) {
    this.random = new SplittableRandom(seed);
  }

  Extent extent() {
    return random.nextInt(4) == 0 ? Extent.EXACT : Extent.SUB_TREE;
  }

  String name() {
    int labels = random.nextInt(20) == 0 ? 1 : random.nextInt(2, 6);
    StringBuilder name = new StringBuilder(label());
    for (int i = 1; i < labels; i++) {
      name.append('.').append(label());
    }
    return name.toString();
  }

  /** As a client may send it: below a listed one or not, in any case, with a dot or without. */
  String host(String listed) {
    String host =
        switch (random.nextInt(8)) {
          case 0 -> listed;
          case 1 -> label() + "." + listed;
          case 2 -> label() + listed;
          case 3 -> listed.substring(random.nextInt(listed.length()));
          case 4 -> listed + label();
          case 5 -> "." + listed;
          default -> name();
        };
    return switch (random.nextInt(6)) {
      case 0 -> host.toUpperCase(java.util.Locale.ROOT);
      case 1 -> host + ".";
      case 2 -> host.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + host.substring(1);
      default -> host;
    };
  }

  private String label() {
    if (random.nextInt(10) > 0) {
      return LABELS[random.nextInt(LABELS.length)];
    }
    StringBuilder label = new StringBuilder();
    for (int i = random.nextInt(1, 64); i > 0; i--) {
      label.append("abcdefghijklmnopqrstuvwxyz0123456789-_".charAt(random.nextInt(38)));
    }
    return label.toString();
  }
}
