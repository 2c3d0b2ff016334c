package io.sekisho.proxy.egress;

import io.netty.channel.EventLoop;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.EgressPolicy;
import io.sekisho.proxy.EgressPolicy.PrivateAddresses;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.dns.NameResolver;
import io.sekisho.proxy.dns.Resolution;
import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.SpecialPurpose;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Clears a destination whose names were found clean, and dials it: looks the name up once, has
 * every answer (aliases and addresses) judged together with all else that is known, and drops
 * addresses that clients may not reach. What is dialled is an address that was judged, so an answer
 * that changes between checking and dialling (DNS rebinding) has no effect.
 */
public final class Outbound {
  private final NameResolver resolver;
  private final Dialer dialer;
  private final EgressPolicy policy;
  private final OwnListeners ownListeners;

  public Outbound(
      NameResolver resolver, Dialer dialer, EgressPolicy policy, OwnListeners ownListeners) {
    this.resolver = resolver;
    this.dialer = dialer;
    this.policy = policy;
    this.ownListeners = ownListeners;
  }

  /** Never blocks; {@code then} hears the outcome on {@code loop}, once. */
  public void clear(Inquiry inquiry, Endpoint destination, EventLoop loop, Clearance then) {
    Attempt attempt = new Attempt(inquiry, destination.port(), then);
    destination
        .host()
        .<Runnable>fold(
            name -> () -> resolver.resolve(name, loop, attempt::resolved),
            address -> () -> attempt.clear(List.of(address)))
        .run();
  }

  /** Dials addresses that were cleared; {@code then} hears the outcome on {@code loop}, once. */
  public void dial(List<IpAddress> cleared, int port, EventLoop loop, Consumer<Reach> then) {
    dialer.dial(cleared, port, loop, then);
  }

  /** One destination being cleared. */
  private final class Attempt {
    private final Inquiry inquiry;
    private final int port;
    private final Clearance then;

    Attempt(Inquiry inquiry, int port, Clearance then) {
      this.inquiry = inquiry;
      this.port = port;
      this.then = then;
    }

    void resolved(Resolution resolution) {
      resolution
          .<Runnable>fold(
              answers -> () -> judge(answers),
              noAnswer -> () -> then.refused(RefusalReason.UNREACHABLE, noAnswer.detail()),
              timedOut -> () -> then.refused(RefusalReason.TIMEOUT, timedOut.detail()))
          .run();
    }

    private void judge(Resolution.Answers answers) {
      List<Clue> clues =
          Stream.concat(
                  answers.aliases().stream().map(name -> clue(Clue.Kind.ALIAS, name)),
                  answers.addresses().stream().map(a -> clue(Clue.Kind.RESOLVED_ADDRESS, a)))
              .toList();
      Action action = clues.isEmpty() ? Action.RELAY : inquiry.consider(clues);
      if (action.passes()) {
        clear(answers.addresses());
      } else {
        then.stopped(action);
      }
    }

    private Clue clue(Clue.Kind kind, Host host) {
      return new Clue(kind, new Endpoint(host, port));
    }

    void clear(List<IpAddress> judged) {
      if (judged.isEmpty()) {
        then.refused(RefusalReason.UNREACHABLE, "the name has no address");
        return;
      }
      List<IpAddress> allowed = judged.stream().filter(this::mayBeDialled).toList();
      if (allowed.isEmpty()) {
        then.refused(
            RefusalReason.PRIVATE,
            "the destination is a private or reserved address, or this proxy itself");
      } else {
        then.cleared(allowed);
      }
    }

    private boolean mayBeDialled(IpAddress address) {
      boolean allowed =
          policy.privateAddresses() == PrivateAddresses.ALLOW
              || SpecialPurpose.of(address).isEmpty();
      return allowed && !ownListeners.includes(address, port);
    }
  }
}
