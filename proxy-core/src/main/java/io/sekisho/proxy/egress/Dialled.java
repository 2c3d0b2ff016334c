package io.sekisho.proxy.egress;

import java.util.Locale;

/** Which address is dialled for a diverted flow whose name is known. */
public enum Dialled {
  /** The one that the client itself connected to. */
  ORIGINAL,
  /**
   * One that the name resolves to, so that a name which was only put there to be judged leads
   * nowhere else. The client's own choice stays where it is among the answers, or in the same
   * network as one of them: names of large services have other answers for every asker.
   */
  RESOLVED;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
