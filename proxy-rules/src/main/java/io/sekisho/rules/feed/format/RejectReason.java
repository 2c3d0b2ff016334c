package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.Refusal;
import java.util.Locale;

/** Why a line did not become an entry. The label is what people and metrics see. */
public enum RejectReason {
  EMPTY(Sense.MALFORMED),
  NAME_TOO_LONG(Sense.MALFORMED),
  LABEL_TOO_LONG(Sense.MALFORMED),
  EMPTY_LABEL(Sense.MALFORMED),
  FORBIDDEN_CHARACTER(Sense.MALFORMED),
  BAD_PERCENT_ENCODING(Sense.MALFORMED),
  BAD_IDN(Sense.MALFORMED),
  BAD_ADDRESS(Sense.MALFORMED),
  ADDRESS_NOT_NAME(Sense.MALFORMED),
  NAME_NOT_ADDRESS(Sense.MALFORMED),
  BAD_PREFIX_LENGTH(Sense.MALFORMED),
  BAD_PORT(Sense.MALFORMED),
  PORT_MISSING(Sense.MALFORMED),
  /** Not the 40 hexadecimal digits of a certificate's SHA-1. */
  BAD_FINGERPRINT(Sense.MALFORMED),
  BAD_RANGE(Sense.MALFORMED),
  LINE_TOO_LONG(Sense.MALFORMED),
  /** Something other than a comment follows what the line should end with. */
  TRAILING_TEXT(Sense.MALFORMED),
  /** A line of a hosts file whose address is none that names are sunk to. */
  NOT_A_SINK(Sense.MALFORMED),
  /** A row or record without the field that says what it is about. */
  MISSING_FIELD(Sense.MALFORMED),
  /** A record that is not what its format says a record is. */
  BAD_RECORD(Sense.MALFORMED),
  /**
   * From here on a copy makes no sense, and nothing more of it was read: it was cut, or damaged.
   */
  UNREADABLE_REST(Sense.MALFORMED),
  /** Text that should be base64 (RFC 4648) and is not. */
  BAD_ENCODING(Sense.MALFORMED),
  /** A score, category or rank outside of what its format allows. */
  BAD_SCORE(Sense.MALFORMED),
  /** An address that can be read in two ways. */
  AMBIGUOUS_ADDRESS(Sense.MALFORMED),
  /** Something else than the rules and directives that its format consists of. */
  UNKNOWN_DIRECTIVE(Sense.MALFORMED),
  /** A rule of an ad blocker that names no host as a whole. */
  NOT_A_HOST_RULE(Sense.MALFORMED),
  UNKNOWN_SCHEME(Sense.UNUSED),
  /** A name of one label, which would take a top-level domain with it. */
  SINGLE_LABEL(Sense.UNUSED),
  /** A suffix that is suspected as a whole, with everybody's names below it. */
  SUFFIX(Sense.UNUSED),
  SPECIAL_PURPOSE(Sense.UNUSED),
  PREFIX_TOO_BROAD(Sense.UNUSED),
  /** The local names that every hosts file carries. */
  LOCALHOST(Sense.UNUSED),
  /** {@code host/}, or a host among URLs: either the host as a whole or one page of it. */
  ROOT_PATH(Sense.UNUSED),
  PATH_WITHOUT_HOST(Sense.UNUSED),
  PATH_RULE(Sense.UNUSED),
  REGULAR_EXPRESSION(Sense.UNUSED),
  WILDCARD(Sense.UNUSED),
  COSMETIC_RULE(Sense.UNUSED),
  UNSUPPORTED_OPTION(Sense.UNUSED),
  /** Something that is no destination, such as the hash of a file. */
  OTHER_TYPE(Sense.UNUSED),
  /** A destination whose threat is no command and control, where the format tells them apart. */
  OTHER_THREAT(Sense.UNUSED),
  /** Its source does not want it to be used for detection. */
  NOT_FOR_DETECTION(Sense.UNUSED),
  /** Its source has taken it back, or says that it was deleted. */
  REVOKED(Sense.UNUSED),
  /** A condition on more than one destination, of which a part alone would be wrong. */
  COMPOSITE_PATTERN(Sense.UNUSED),
  /** A pattern, rule or trigger that says something else than which destination is meant. */
  UNSUPPORTED_PATTERN(Sense.UNUSED),
  /** An answer of its own that a name server is to give, and no refusal. */
  LOCAL_DATA(Sense.UNUSED),
  /** A rule about traffic from the listed hosts, and not to them. */
  OTHER_DIRECTION(Sense.UNUSED),
  /** A name or address that a rule takes out of what it lists. */
  NEGATED(Sense.UNUSED);

  private enum Sense {
    MALFORMED,
    UNUSED
  }

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');
  private final Sense sense;

  RejectReason(Sense sense) {
    this.sense = sense;
  }

  /** The reason of the same name. */
  static RejectReason of(Refusal refusal) {
    return valueOf(refusal.name());
  }

  /** Whether the line makes no sense in its format; otherwise it does, and is not used. */
  public boolean isMalformed() {
    return sense == Sense.MALFORMED;
  }

  public String label() {
    return label;
  }
}
