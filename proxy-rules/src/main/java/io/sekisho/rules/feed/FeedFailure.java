package io.sekisho.rules.feed;

/**
 * Why a copy does not take effect, and what an operator needs to know to mend it.
 *
 * @param detail one sentence that names the file, and the line where there is one
 */
public record FeedFailure(FeedFault fault, String detail) {
  @Override
  public String toString() {
    return fault.label() + ": " + detail;
  }
}
