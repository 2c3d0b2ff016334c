package io.sekisho.proxy;

import java.util.Locale;

/**
 * Why the first bytes of a tunnel gave no name to judge. What then happens is configured for each,
 * and only counts where every name and address that is known was clean.
 */
public enum Undecided {
  /** A ClientHello without a server name. */
  NO_SNI,
  /**
   * A ClientHello that uses Encrypted Client Hello (RFC 9849), so that its name may be a cover; not
   * one that carries the extension with random contents, as browsers' do.
   */
  ECH,
  /**
   * Begins as TLS, but not with a ClientHello that can be judged and is short and fast enough; or
   * the server answers with a certificate that cannot be read or is too long.
   */
  MALFORMED,
  /** Not TLS. */
  NOT_TLS,
  /** The client sent nothing in time. */
  SILENT;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  public String label() {
    return label;
  }

  /** What to do with a tunnel that could not be judged by name. */
  public enum Handling {
    RELAY(Action.RELAY),
    OBSERVE(Action.OBSERVE),
    RESET(Action.RESET);

    private final Action action;

    Handling(Action action) {
      this.action = action;
    }

    public Action action() {
      return action;
    }

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
