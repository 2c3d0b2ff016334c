package io.sekisho.rules.indicator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How a feed asks to have flows stopped that one of its entries decides on, in the place of the
 * configured answer. None lets anything pass, and none leads a flow elsewhere.
 */
public enum RequestedAction {
  /** Say that it is refused. */
  REFUSE(1),
  /** End the connection with a reset. */
  RESET(2),
  /** Say nothing. */
  DROP(3),
  /** Answer so slowly that the client is kept busy. */
  TARPIT(4);

  private final String label = name().toLowerCase(Locale.ROOT);
  private final int number;

  RequestedAction(int number) {
    this.number = number;
  }

  public String label() {
    return label;
  }

  /** Its number in bytes, which is never given to another; never 0. */
  public int number() {
    return number;
  }

  /** The action of a label; empty where there is none. */
  public static Optional<RequestedAction> named(String label) {
    return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
  }

  /** The action of a number; empty where this program knows none. */
  public static Optional<RequestedAction> numbered(int number) {
    return Arrays.stream(values()).filter(each -> each.number == number).findFirst();
  }
}
