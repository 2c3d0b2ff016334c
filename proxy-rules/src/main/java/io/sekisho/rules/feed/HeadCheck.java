package io.sekisho.rules.feed;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Tells from the beginning of a copy that it is no feed at all. */
final class HeadCheck {
  /** One control character in so many bytes makes a text binary. */
  private static final int CONTROL_SHARE = 32;

  private HeadCheck() {}

  static Optional<FeedFailure> faultIn(FeedCopy copy, byte[] head) {
    if (isBinary(head)) {
      return Optional.of(new FeedFailure(FeedFault.BINARY, copy.origin() + " is not text"));
    }
    return isMarkup(head)
        ? Optional.of(
            new FeedFailure(
                FeedFault.MARKUP, copy.origin() + " is an HTML or XML document, not a feed"))
        : Optional.empty();
  }

  /** NUL bytes, or more control characters than a slip explains; UTF-16 is full of NUL bytes. */
  private static boolean isBinary(byte[] head) {
    int control = 0;
    for (int i = 0; i < head.length; i++) {
      if (head[i] == 0) {
        return true;
      }
      control += isControl(head[i]) ? 1 : 0;
    }
    return control * CONTROL_SHARE > head.length;
  }

  private static boolean isControl(byte b) {
    return b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f';
  }

  private static boolean isMarkup(byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8).replace("\ufeff", "").strip();
    return text.length() > 1 && text.charAt(0) == '<' && beginsTag(text.charAt(1));
  }

  private static boolean beginsTag(char c) {
    return c == '!' || c == '?' || Character.isLetter(c);
  }
}
