package io.sekisho.proxy;

import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.indicator.Host;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much of a flow's destination there was to judge: the best that it showed, and where it showed
 * no name, why not. {@link Inquiry} tells it once for each flow: when a verdict stops it, else for
 * a request when it is passed on, and for a tunnel when its first message is judged, the client has
 * been silent for too long, or it has ended before.
 */
public enum Visibility {
  /** The server name of a handshake that hides nothing. */
  SNI(Level.NAME),
  /** The target of a request or of CONNECT is a name; behind it no handshake gave one. */
  TARGET(Level.NAME),
  /** The Host field of a request whose target has none itself. */
  HOST(Level.NAME),
  /** The client asked for an address: by a request, or by a tunnel that ended before it spoke. */
  LITERAL(Level.ADDRESS),
  /** A tunnel to an address, as {@link Undecided#NO_SNI}. */
  NO_SNI(Level.ADDRESS),
  /** A tunnel to an address, as {@link Undecided#NOT_TLS}. */
  NOT_TLS(Level.ADDRESS),
  /** A tunnel to an address, as {@link Undecided#MALFORMED}. */
  MALFORMED(Level.ADDRESS),
  /** A tunnel to an address, as {@link Undecided#SILENT}. */
  SILENT(Level.ADDRESS),
  /** The handshake hides its server name: whatever else the flow showed may be a cover. */
  ECH(Level.BLIND);

  /** What was judged. */
  public enum Level {
    /** A name, and the addresses that go with it. */
    NAME,
    /** An address alone. */
    ADDRESS,
    /** Something that need not be the destination. */
    BLIND;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
      return label;
    }
  }

  private final Level level;
  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  Visibility(Level level) {
    this.level = level;
  }

  public Level level() {
    return level;
  }

  /** What shows the destination, or keeps it from being seen. */
  public String label() {
    return label;
  }

  /**
   * That of a flow which showed this much.
   *
   * @param why its first message gave no name; null where it did, or there is no such message
   */
  static Visibility of(Evidence evidence, @Nullable Undecided why) {
    Visibility seen = named(evidence);
    if (why == null || (seen != LITERAL && why != Undecided.ECH)) {
      return seen;
    }
    return without(why);
  }

  /** A target decides over the Host field, which it replaces; the handshake decides over both. */
  private static Visibility named(Evidence evidence) {
    Visibility seen = LITERAL;
    for (Clue clue : evidence.clues()) {
      Host host = clue.destination().host();
      seen =
          switch (clue.kind()) {
            case CONNECT_TARGET, REQUEST_TARGET -> isName(host) ? TARGET : LITERAL;
            case HOST -> seen == LITERAL && isName(host) ? HOST : seen;
            case SNI -> isName(host) ? SNI : seen;
            case ORIGINAL_DESTINATION,
                ALIAS,
                RESOLVED_ADDRESS,
                CERTIFICATE,
                CERTIFICATE_NAME,
                FINGERPRINT,
                LOOKUP ->
                seen;
          };
    }
    return seen;
  }

  private static boolean isName(Host host) {
    return host.fold(name -> true, address -> false);
  }

  private static Visibility without(Undecided why) {
    return switch (why) {
      case NO_SNI -> NO_SNI;
      case ECH -> ECH;
      case MALFORMED -> MALFORMED;
      case NOT_TLS -> NOT_TLS;
      case SILENT -> SILENT;
    };
  }
}
