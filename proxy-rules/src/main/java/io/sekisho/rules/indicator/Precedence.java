package io.sekisho.rules.indicator;

/** What an exception of a feed does to claims of the same feed that it covers. */
public enum Precedence {
  /** None of them counts. */
  EXCEPTION,
  /** Those that say more exactly what they are about count, as where the longest match wins. */
  MORE_SPECIFIC
}
