package io.sekisho.proxy;

import java.util.Locale;

/**
 * A limit that can be reached, named as in the configuration. {@link Limits#held} is none of them:
 * whoever reaches it is read no faster than the peer takes it, and nothing is refused or ended.
 */
public enum Limit {
  REQUEST_LINE,
  HEADER_SECTION,
  HEADER_FIELDS,
  HEADER_TIME,
  IDLE_TIME,
  TRANSFER_IDLE_TIME,
  TUNNEL_IDLE_TIME,
  RESPONSE_TIME,
  CONNECT_TIME,
  HELLO_BYTES,
  HELLO_TIME,
  CERTIFICATE_BYTES,
  CERTIFICATE_NAMES,
  SILENT_TIME,
  CONNECTIONS,
  CONNECTIONS_PER_CLIENT,
  PENDING_DIALS,
  PENDING_DIALS_PER_CLIENT,
  TLS_ANSWERS,
  TLS_ANSWERS_PER_CLIENT,
  HELD_ANSWERS,
  HELD_ANSWERS_PER_CLIENT;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The configuration key, below {@code limits}. */
  public String label() {
    return label;
  }
}
