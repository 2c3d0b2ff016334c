package io.sekisho.proxy.ending;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.tls.ClientHello;
import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import java.util.List;

/** The name in a hello that comes when its flow is stopped already. */
record LateName(Inquiry inquiry) {

  /**
   * Judges it with all else, unless it was known.
   *
   * @param before what the flow was to get
   * @return what it gets now; never anything that passes, for there is no server
   */
  Action judge(ClientHello hello, Action before) {
    Host name = hello.name().orElse(null);
    if (name == null || isKnown(name)) {
      return before;
    }
    if (isNamedOtherwise()) {
      inquiry.namesDisagree();
    }
    int port = inquiry.evidence().clues().get(0).destination().port();
    Clue sni = new Clue(Clue.Kind.SNI, new Endpoint(name, port));
    Action now = inquiry.consider(List.of(sni), hello::fingerprint);
    return now.passes() ? Action.RESET : now;
  }

  private boolean isKnown(Host name) {
    return inquiry.evidence().clues().stream()
        .anyMatch(clue -> isGiven(clue.kind()) && clue.destination().host().equals(name));
  }

  private boolean isNamedOtherwise() {
    return inquiry.evidence().clues().stream()
        .anyMatch(
            clue ->
                isGiven(clue.kind())
                    && clue.destination().host().fold(name -> true, address -> false));
  }

  /** Whether it is what the client itself said that it wants. */
  private static boolean isGiven(Clue.Kind kind) {
    return switch (kind) {
      case CONNECT_TARGET, SNI -> true;
      case REQUEST_TARGET,
          HOST,
          ORIGINAL_DESTINATION,
          ALIAS,
          RESOLVED_ADDRESS,
          CERTIFICATE,
          CERTIFICATE_NAME,
          FINGERPRINT,
          LOOKUP ->
          false;
    };
  }
}
