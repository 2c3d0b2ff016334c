package io.sekisho.rules.indicator;

import java.util.Optional;
import java.util.function.Function;

/**
 * A domain name in canonical form: lower-case ASCII labels of letters, digits, hyphens and
 * underscores (A-labels for IDN, by UTS 46 without transitional processing), separated by single
 * dots, with no trailing dot; at most 253 characters, each label at most 63 (RFC 1035, 2.3.4). The
 * last label is not a number: such a text is an IPv4 address or nothing (WHATWG URL).
 */
public record HostName(String ascii) implements Host {
  static final int MAX_LENGTH = 253;
  static final int MAX_LABEL_LENGTH = 63;

  public HostName {
    Optional<Refusal> fault = HostNameGrammar.faultIn(ascii);
    if (fault.isPresent()) {
      throw new IllegalArgumentException("not canonical, " + fault.get().label() + ": " + ascii);
    }
  }

  /** Reads a name; an address is refused. */
  public static Parsed<HostName> parse(CharSequence text) {
    return Host.parse(text)
        .flatMap(
            host -> host.fold(Parsed::of, address -> Parsed.refused(Refusal.ADDRESS_NOT_NAME)));
  }

  /** Whether this name is {@code parent} or lies below it. */
  public boolean isAtOrBelow(HostName parent) {
    String tail = parent.ascii;
    int start = ascii.length() - tail.length();
    return ascii.endsWith(tail) && (start == 0 || ascii.charAt(start - 1) == '.');
  }

  @Override
  public <R> R fold(Function<HostName, R> name, Function<IpAddress, R> address) {
    return name.apply(this);
  }

  @Override
  public String toString() {
    return ascii;
  }
}
