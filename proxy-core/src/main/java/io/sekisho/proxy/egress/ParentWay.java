package io.sekisho.proxy.egress;

import io.netty.channel.EventLoop;
import io.sekisho.proxy.ParentProxy;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.dns.NameResolver;
import io.sekisho.proxy.dns.Resolution;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import java.util.List;

/** The way by the parent proxy: what takes it, and where it leads. */
final class ParentWay {
  private final ParentProxy parent;
  private final NameResolver resolver;
  private final OwnListeners ownListeners;

  ParentWay(ParentProxy parent, NameResolver resolver, OwnListeners ownListeners) {
    this.parent = parent;
    this.resolver = resolver;
    this.ownListeners = ownListeners;
  }

  boolean isFor(HostName destination) {
    return !parent.except().include(destination);
  }

  boolean isFor(List<IpAddress> addresses) {
    return !parent.except().include(addresses);
  }

  /** Whether what takes this way is looked up here too. */
  boolean needsAddresses() {
    return parent.lookUp() == ParentProxy.LookUp.JUDGE;
  }

  /** Finds the parent; {@code then} hears where it is on {@code loop}, once. */
  void find(EventLoop loop, Clearance then) {
    parent
        .address()
        .host()
        .<Runnable>fold(
            name -> () -> resolver.resolve(name, loop, found -> resolved(found, then)),
            address -> () -> found(List.of(address), then))
        .run();
  }

  private void resolved(Resolution resolution, Clearance then) {
    resolution
        .<Runnable>fold(
            answers -> () -> found(answers.addresses(), then),
            noAnswer -> () -> absent("the parent proxy's name does not resolve", then),
            timedOut ->
                () ->
                    then.refused(
                        RefusalReason.TIMEOUT, "no resolver answered for the parent proxy in time"))
        .run();
  }

  private void found(List<IpAddress> addresses, Clearance then) {
    int port = parent.address().port();
    List<IpAddress> others =
        addresses.stream().filter(address -> !ownListeners.includes(address, port)).toList();
    if (addresses.isEmpty()) {
      absent("the parent proxy's name has no address", then);
    } else if (others.isEmpty()) {
      absent("the parent proxy is this proxy itself", then);
    } else {
      then.cleared(new NextHop(new NextHop.Peer(NextHop.Role.PARENT, parent.address()), others));
    }
  }

  private static void absent(String detail, Clearance then) {
    then.refused(RefusalReason.UNREACHABLE, detail);
  }
}
