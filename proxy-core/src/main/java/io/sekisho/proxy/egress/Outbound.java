package io.sekisho.proxy.egress;

import io.netty.channel.Channel;
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
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.SpecialPurpose;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reaches a destination whose names were found clean: looks the name up once, has every answer
 * (aliases and addresses) judged together with all else that is known, drops addresses that clients
 * may not reach, and dials the rest. What is dialled is an address that was judged, so an answer
 * that changes between checking and dialling (DNS rebinding) has no effect.
 */
public final class Outbound {
  private final NameResolver resolver;
  private final Dialer dialer;
  private final EgressPolicy policy;
  private final OwnListeners ownListeners;
  private final PendingDials pending;

  public Outbound(
      NameResolver resolver,
      Dialer dialer,
      EgressPolicy policy,
      OwnListeners ownListeners,
      PendingDials pending) {
    this.resolver = resolver;
    this.dialer = dialer;
    this.policy = policy;
    this.ownListeners = ownListeners;
    this.pending = pending;
  }

  /**
   * Never blocks; {@code then} hears the outcome on the loop of {@code client}, once, or not at all
   * where that closes before.
   */
  public void reach(Inquiry inquiry, Endpoint destination, Channel client, Consumer<Reach> then) {
    pending
        .begin(inquiry, client, then)
        .ifPresent(
            dial ->
                reach(
                    destination,
                    new Attempt(inquiry, destination.port(), client.eventLoop(), dial)));
  }

  private static void reach(Endpoint destination, Attempt attempt) {
    destination
        .host()
        .<Runnable>fold(
            name -> () -> attempt.resolve(name), address -> () -> attempt.dial(List.of(address)))
        .run();
  }

  /** One destination being reached. */
  private final class Attempt {
    private final Inquiry inquiry;
    private final int port;
    private final EventLoop loop;
    private final PendingDial then;

    Attempt(Inquiry inquiry, int port, EventLoop loop, PendingDial then) {
      this.inquiry = inquiry;
      this.port = port;
      this.loop = loop;
      this.then = then;
    }

    void resolve(HostName name) {
      resolver.resolve(
          name,
          loop,
          resolution -> {
            if (!then.isOver()) {
              resolved(resolution);
            }
          });
    }

    private void resolved(Resolution resolution) {
      resolution
          .<Runnable>fold(
              answers -> () -> judge(answers),
              noAnswer -> () -> refuse(RefusalReason.UNREACHABLE, noAnswer.detail()),
              timedOut -> () -> refuse(RefusalReason.TIMEOUT, timedOut.detail()))
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
        dial(answers.addresses());
      } else {
        then.accept(new Reach.Stopped(action));
      }
    }

    private Clue clue(Clue.Kind kind, Host host) {
      return new Clue(kind, new Endpoint(host, port));
    }

    void dial(List<IpAddress> judged) {
      if (judged.isEmpty()) {
        refuse(RefusalReason.UNREACHABLE, "the name has no address");
        return;
      }
      List<IpAddress> allowed = judged.stream().filter(this::mayBeDialled).toList();
      if (allowed.isEmpty()) {
        refuse(
            RefusalReason.PRIVATE,
            "the destination is a private or reserved address, or this proxy itself");
      } else {
        dialer.dial(allowed, port, loop, then);
      }
    }

    private boolean mayBeDialled(IpAddress address) {
      boolean allowed =
          policy.privateAddresses() == PrivateAddresses.ALLOW
              || SpecialPurpose.of(address).isEmpty();
      return allowed && !ownListeners.includes(address, port);
    }

    private void refuse(RefusalReason reason, String detail) {
      then.accept(new Reach.Refused(reason, detail));
    }
  }
}
