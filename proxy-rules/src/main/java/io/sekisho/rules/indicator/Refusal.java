package io.sekisho.rules.indicator;

import java.util.Locale;

/** Why a text is not a name or an address. The label is what people and metrics see. */
public enum Refusal {
  EMPTY,
  NAME_TOO_LONG,
  LABEL_TOO_LONG,
  EMPTY_LABEL,
  FORBIDDEN_CHARACTER,
  BAD_PERCENT_ENCODING,
  BAD_IDN,
  BAD_ADDRESS,
  ADDRESS_NOT_NAME,
  NAME_NOT_ADDRESS,
  BAD_PREFIX_LENGTH,
  BAD_PORT,
  PORT_MISSING,
  BAD_FINGERPRINT;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  public String label() {
    return label;
  }
}
