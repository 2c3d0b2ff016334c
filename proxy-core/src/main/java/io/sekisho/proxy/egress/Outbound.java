package io.sekisho.proxy.egress;

import io.netty.channel.EventLoop;
import io.sekisho.proxy.EgressPolicy;
import io.sekisho.proxy.EgressPolicy.PrivateAddresses;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.ParentProxy;
import io.sekisho.proxy.dns.NameResolver;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.SpecialPurpose;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Clears a destination whose names were found clean, and dials it: looks the name up once, has
 * every answer (aliases and addresses) judged together with all else that is known, and drops
 * addresses that clients may not reach. What is dialled is an address that was judged, so an answer
 * that changes between checking and dialling (DNS rebinding) has no effect.
 *
 * <p>Where there is a parent proxy, it is dialled in the place of the destination, after the same
 * judgement. A parent that cannot be reached is a failure: falling back to the direct way would be
 * a way around it.
 */
public final class Outbound {
  static final String PRIVATE =
      "the destination is a private or reserved address, or this proxy itself";

  private static final HostName LOCALHOST = new HostName("localhost");

  private final NameResolver resolver;
  private final Dialer dialer;
  private final EgressPolicy policy;
  private final OwnListeners ownListeners;
  private final @Nullable ParentWay parent;
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
    this.parent =
        policy.parentProxy().map(p -> new ParentWay(p, resolver, ownListeners)).orElse(null);
  }

  /** Never blocks; {@code then} hears the outcome on {@code loop}, once. */
  public void clear(Inquiry inquiry, Destination destination, EventLoop loop, Clearance then) {
    Endpoint authority = destination.authority();
    destination
        .diverted()
        .ifPresentOrElse(
            to -> new DivertedClearance(this, inquiry, authority, to, then).start(loop),
            () -> new ClearanceAttempt(this, inquiry, authority, loop, then).start());
  }

  /**
   * Dials what was cleared; {@code then} hears the outcome on {@code loop}, once, or not at all
   * where {@code dial} is over before.
   */
  public void dial(NextHop hop, EventLoop loop, PendingDial dial, Consumer<Reach> then) {
    dialer.race(hop, dial, hop.isParent() ? tellingOfTheParent(then) : then).start(loop);
  }

  public PendingDials pending() {
    return pending;
  }

  private static Consumer<Reach> tellingOfTheParent(Consumer<Reach> then) {
    return reach ->
        reach.match(
            new Reach.Cases(
                then::accept,
                refused ->
                    then.accept(
                        new Reach.Refused(
                            refused.reason(),
                            "on the way to the parent proxy: " + refused.detail()))));
  }

  public Optional<ParentProxy> parentProxy() {
    return policy.parentProxy();
  }

  NameResolver resolver() {
    return resolver;
  }

  /**
   * The sinkhole at this address, which is not judged, and may be private; but not this process.
   */
  public NextHop toSinkhole(Endpoint sinkhole) {
    List<IpAddress> addresses =
        sinkhole.host().<List<IpAddress>>fold(name -> List.of(), List::of).stream()
            .filter(address -> !ownListeners.includes(address, sinkhole.port()))
            .toList();
    return new NextHop(new NextHop.Peer(NextHop.Role.SINKHOLE, sinkhole), addresses);
  }

  @Nullable ParentWay parent() {
    return parent;
  }

  /** Names for loopback are private wherever they are looked up (RFC 6761, 6.3). */
  boolean mayBeLeftToParent(Host host) {
    return policy.privateAddresses() == PrivateAddresses.ALLOW
        || host.fold(name -> !name.isAtOrBelow(LOCALHOST), address -> true);
  }

  boolean mayBeReached(IpAddress address, int port) {
    boolean allowed =
        policy.privateAddresses() == PrivateAddresses.ALLOW || SpecialPurpose.of(address).isEmpty();
    return allowed && !ownListeners.includes(address, port);
  }
}
