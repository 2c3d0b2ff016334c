package io.sekisho.proxy.tls;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.TlsFingerprint;
import io.sekisho.proxy.Undecided;
import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges the hellos of one tunnel, another by what the one before did not show. */
final class HelloJudge {
  private final Inquiry inquiry;
  private final Endpoint destination;
  private @Nullable ClientHello last;
  private @Nullable TlsFingerprint greeting;

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
    Action action = actionForClues(hello, sameName ? Optional.empty() : hello.name());
    if (action.passes() && !sameName && hello.name().isEmpty()) {
      action = inquiry.undecided(Undecided.NO_SNI).action();
    }
    boolean unknownEch = !sameEch && hello.ech() == Ech.REAL;
    return action.passes() && unknownEch ? inquiry.undecided(Undecided.ECH).action() : action;
  }

  private Action actionForClues(ClientHello hello, Optional<Host> newName) {
    List<Clue> clues = new ArrayList<>(3);
    if (inquiry.asksForFingerprints()) {
      addGreeting(hello.fingerprint(), clues);
    }
    newName.ifPresent(name -> clues.add(named(name)));
    return clues.isEmpty() ? Action.RELAY : inquiry.consider(clues, hello::fingerprint);
  }

  private void addGreeting(TlsFingerprint fingerprint, List<Clue> clues) {
    if (!fingerprint.equals(greeting)) {
      greeting = fingerprint;
      clues.addAll(fingerprint.clues(destination));
    }
  }

  private Clue named(Host name) {
    if (disagrees(name)) {
      inquiry.namesDisagree();
    }
    return new Clue(Clue.Kind.SNI, new Endpoint(name, destination.port()));
  }

  /** Whether it is not the one name that the flow gave before, in CONNECT or in a hello. */
  private boolean disagrees(Host name) {
    boolean nameToName = destination.host().fold(known -> true, address -> false);
    return (nameToName && !name.equals(destination.host())) || serverName().isPresent();
  }
}
