package io.sekisho.rules.feed;

/** Whether a copy without a single entry may take effect. */
public enum EmptyHandling {
  /** It counts as broken, and the last good copy stays in force. */
  REFUSE,
  /** It takes effect: the feed may legitimately have nothing to say. */
  ACCEPT
}
