package io.sekisho.proxy.ending;

import io.sekisho.proxy.client.ProxyPreface.Socket;
import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.IpAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client wanted to reach, as far as its flow shows that.
 *
 * @param host the name that it gave last; the address that it connected to, where it gave none
 * @param address the one that this is, where it is known
 */
record Sought(Host host, Optional<Socket> address) {

  /** What these clues come to; there is one at least. */
  static Sought in(Evidence evidence) {
    Clue named =
        evidence.clues().stream()
            .filter(clue -> rank(clue.kind()) > 0)
            .max(Comparator.comparing(clue -> rank(clue.kind())))
            .orElseThrow();
    return new Sought(
        named.destination().host(),
        evidence.clues().stream()
            .filter(clue -> addressOf(clue) != null)
            .max(Comparator.comparing(clue -> addressRank(clue.kind())))
            .flatMap(Sought::socket));
  }

  /** Where it was going; what it connected to, where that is all that is known. */
  Socket destination(InetSocketAddress reached) {
    return address.orElseGet(
        () -> new Socket(IpAddress.of(reached.getAddress()), reached.getPort()));
  }

  private static Optional<Socket> socket(Clue clue) {
    return Optional.ofNullable(addressOf(clue))
        .map(known -> new Socket(known, clue.destination().port()));
  }

  private static @Nullable IpAddress addressOf(Clue clue) {
    Endpoint destination = clue.destination();
    return destination.host().<@Nullable IpAddress>fold(name -> null, known -> known);
  }

  /** How much the host in such a clue is the one that the client means; 0 where it is none. */
  private static int rank(Clue.Kind kind) {
    return switch (kind) {
      case SNI -> 4;
      case CONNECT_TARGET, REQUEST_TARGET -> 3;
      case HOST -> 2;
      case ORIGINAL_DESTINATION -> 1;
      case ALIAS, RESOLVED_ADDRESS, CERTIFICATE, CERTIFICATE_NAME, FINGERPRINT, LOOKUP -> 0;
    };
  }

  /** How much an address in such a clue is the one that is connected to. */
  private static int addressRank(Clue.Kind kind) {
    return switch (kind) {
      case ORIGINAL_DESTINATION -> 4;
      case CONNECT_TARGET, REQUEST_TARGET -> 3;
      case RESOLVED_ADDRESS -> 2;
      case HOST, SNI, ALIAS, CERTIFICATE, CERTIFICATE_NAME, FINGERPRINT, LOOKUP -> 1;
    };
  }
}
