package io.sekisho.rules;

import io.sekisho.rules.indicator.Endpoint;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One name or address that a flow revealed, with how it became known.
 *
 * @param path the path and query, where the flow shows them in the clear and they count as part of
 *     the destination; otherwise null
 */
public record Clue(Kind kind, Endpoint destination, @Nullable String path) {

  /** How a name or an address became known. */
  public enum Kind {
    /** The authority-form target of CONNECT (RFC 9110, 9.3.6). */
    CONNECT_TARGET,
    /** The authority of an absolute-form request target (RFC 9112, 3.2.2). */
    REQUEST_TARGET,
    /** The address that a client connected to itself, before the connection was diverted to us. */
    ORIGINAL_DESTINATION,
    /**
     * The Host field of a request: where a proxy is asked, only if it differs from the target's
     * authority.
     */
    HOST,
    /** The server name of a TLS ClientHello (RFC 6066, 3). */
    SNI,
    /** A name that the name being dialled is another one for (CNAME), found by the proxy itself. */
    ALIAS,
    /** An address that the name being dialled resolves to, looked up by the proxy itself. */
    RESOLVED_ADDRESS,
    /** What somebody asks about outside any flow: a look-up on the command line. */
    LOOKUP
  }

  public Clue(Kind kind, Endpoint destination) {
    this(kind, destination, null);
  }

  public Optional<String> visiblePath() {
    return Optional.ofNullable(path);
  }
}
