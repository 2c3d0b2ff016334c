package io.sekisho.proxy.client;

import io.sekisho.rules.indicator.AddressPrefix;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the proxy learns who its clients are, and what it tells servers of them.
 *
 * @param balancers peers whose connections have to begin with a PROXY header; from anybody else it
 *     is not accepted
 * @param passwords null where a client's address alone decides whether it may use the proxy
 * @param forwarded the field by which servers are told of the client's address
 */
public record ClientIdentity(
    List<AddressPrefix> balancers, @Nullable PasswordSettings passwords, ForwardedField forwarded) {
  /** Addresses are those of the sockets, nobody has to log in, and servers are told nothing. */
  public static final ClientIdentity BY_SOCKET =
      new ClientIdentity(List.of(), null, ForwardedField.OFF);

  public ClientIdentity {
    balancers = List.copyOf(balancers);
  }

  public Optional<PasswordSettings> wantedPasswords() {
    return Optional.ofNullable(passwords);
  }
}
