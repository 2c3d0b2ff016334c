package io.sekisho.proxy;

/**
 * How many of one thing there may be at a time.
 *
 * @param inAll for all clients together
 * @param perClient for one client
 */
public record Quota(int inAll, int perClient) {
  public Quota {
    if (inAll < 1 || perClient < 1) {
      throw new IllegalArgumentException("a quota of nothing: " + inAll + ", " + perClient);
    }
  }

  /** As many for one client as for all. */
  public Quota forOneClient() {
    return new Quota(inAll, inAll);
  }
}
