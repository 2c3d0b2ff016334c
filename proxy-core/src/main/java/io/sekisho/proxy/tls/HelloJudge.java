package io.sekisho.proxy.tls;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Undecided;
import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges the hellos of one tunnel, another by what the one before did not show. */
final class HelloJudge {
  private final Inquiry inquiry;
  private final Endpoint destination;
  private @Nullable ClientHello last;

  HelloJudge(Inquiry inquiry, Endpoint destination) {
    this.inquiry = inquiry;
    this.destination = destination;
  }

  /** What the last hello that passed called the server. */
  Optional<Host> serverName() {
    return last == null ? Optional.empty() : last.name();
  }

  void passed(ClientHello hello) {
    last = hello;
  }

  Action actionFor(ClientHello hello) {
    boolean sameName = last != null && last.name().equals(hello.name());
    boolean sameEch = last != null && last.ech() == hello.ech();
    Action byName = sameName ? Action.RELAY : actionForName(hello);
    boolean unknownEch = !sameEch && hello.ech() == Ech.REAL;
    return byName.passes() && unknownEch ? inquiry.undecided(Undecided.ECH).action() : byName;
  }

  private Action actionForName(ClientHello hello) {
    Host name = hello.name().orElse(null);
    if (name == null) {
      return inquiry.undecided(Undecided.NO_SNI).action();
    }
    if (disagrees(name)) {
      inquiry.namesDisagree();
    }
    Clue sni = new Clue(Clue.Kind.SNI, new Endpoint(name, destination.port()));
    return inquiry.consider(List.of(sni), hello::fingerprint);
  }

  /** Whether it is not the one name that the flow gave before, in CONNECT or in a hello. */
  private boolean disagrees(Host name) {
    boolean nameToName = destination.host().fold(known -> true, address -> false);
    return (nameToName && !name.equals(destination.host())) || serverName().isPresent();
  }
}
