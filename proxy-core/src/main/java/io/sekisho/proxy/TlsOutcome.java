package io.sekisho.proxy;

import java.util.Locale;

/** What came of an answer that was to be given inside of TLS. */
public enum TlsOutcome {
  /** The client asked for something, and got it. */
  SHOWN,
  /** The client ended the handshake with an alert: it does not trust the certificate, mostly. */
  REFUSED_BY_CLIENT,
  /** The handshake came to no end for another reason. */
  FAILED,
  /** The client shook hands, and asked for nothing. */
  UNASKED,
  /** There was no certificate, or none in time. */
  NOT_MINTED,
  /** The client began no handshake. */
  NOT_TLS,
  /** There were too many of them. */
  TOO_MANY;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  public String label() {
    return label;
  }
}
