package io.sekisho.proxy.tls;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.Undecided;
import io.sekisho.proxy.tls.ServerMessages.Progress;
import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads along as a server answers a ClientHello, and judges its certificate where it sends that in
 * the clear (up to TLS 1.2): by its fingerprint, and where the client gave no server name, by the
 * names in it. The verdict is there before the last byte of the certificate is passed on.
 */
final class CertificateWatch {
  private static final FastThreadLocal<MessageDigest> SHA1 =
      new FastThreadLocal<>() {
        @Override
        protected MessageDigest initialValue() throws NoSuchAlgorithmException {
          return MessageDigest.getInstance("SHA-1");
        }
      };

  private final Inquiry inquiry;
  private final Endpoint destination;
  private final Limits limits;
  private final ServerFlight flight;

  CertificateWatch(Inquiry inquiry, Endpoint destination, Limits limits) {
    this.inquiry = inquiry;
    this.destination = destination;
    this.limits = limits;
    this.flight = new ServerFlight(limits.certificateBytes());
  }

  /** Whether the server has said anything that counts. */
  boolean hasAnswered() {
    return flight.progress() != Progress.NONE_YET;
  }

  boolean readsNoOtherHello() {
    return hasAnswered() && flight.progress() != Progress.RETRY;
  }

  /** Whether it shows no certificate any more that was not judged. */
  boolean isOver() {
    return !flight.progress().goesOn();
  }

  /**
   * Looks at what the server sent next; the buffer's indexes are not moved.
   *
   * @param serverName what the client called the server
   * @return whether it may be passed on, and otherwise what to do instead
   */
  Action actionFor(ByteBuf in, Optional<Host> serverName) {
    if (!flight.progress().goesOn()) {
      return Action.RELAY;
    }
    flight.read(in);
    return switch (flight.progress()) {
      case NONE_YET, RETRY, HELLO, OVER -> Action.RELAY;
      case CERTIFICATE -> actionFor(flight.certificate(), serverName);
      case TOO_LONG -> {
        inquiry.reached(Limit.CERTIFICATE_BYTES);
        yield inquiry.undecided(Undecided.MALFORMED).action();
      }
      case BROKEN -> inquiry.undecided(Undecided.MALFORMED).action();
    };
  }

  private Action actionFor(byte[] certificate, Optional<Host> serverName) {
    List<Clue> clues = serverName.isPresent() ? new ArrayList<>(1) : names(certificate);
    CertificateFingerprint shown = CertificateFingerprint.of(SHA1.get().digest(certificate));
    clues.add(Clue.ofCertificate(Clue.Kind.CERTIFICATE, shown, destination));
    inquiry.serverAnswered();
    return inquiry.consider(clues);
  }

  private List<Clue> names(byte[] certificate) {
    List<Host> hosts = CertificateNames.of(certificate);
    int most = limits.certificateNames();
    if (hosts.size() > most) {
      inquiry.reached(Limit.CERTIFICATE_NAMES);
    }
    List<Clue> clues = new ArrayList<>();
    for (Host host : hosts.subList(0, Math.min(most, hosts.size()))) {
      clues.add(new Clue(Clue.Kind.CERTIFICATE_NAME, new Endpoint(host, destination.port())));
    }
    return clues;
  }
}
