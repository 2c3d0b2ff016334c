package io.sekisho.rules.feed.format.stix;

/**
 * One comparison of a pattern, such as {@code domain-name:value = 'evil.example'}.
 *
 * @param object the type of object, in front of the colon
 * @param property the path behind it, as it is written
 * @param value empty where the operator is {@link Operator#OTHER}
 */
public record StixComparison(String object, String property, Operator operator, String value) {

  /** How a property is compared. */
  public enum Operator {
    /** {@code =}, or one of the values of {@code IN}. */
    EQUALS,
    /** {@code ISSUBSET}: an address in a prefix. */
    SUBSET,
    /** Any other, and all that is negated. */
    OTHER
  }
}
