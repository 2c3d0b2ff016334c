package io.sekisho.proxy;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts how many of one thing are there, in all and for each client. A client is an IPv4 address
 * or an IPv6 /64, since one machine has all the addresses of that; it has an entry only while it
 * has something. For all threads.
 */
public final class Headcount {
  private static final int V6_CLIENT = 64;

  private final Limit inAll;
  private final Limit perClient;
  private final AtomicInteger all = new AtomicInteger();
  private final Map<IpAddress, Integer> clients = new ConcurrentHashMap<>();

  /** Two limits that are told when they are reached. */
  public Headcount(Limit inAll, Limit perClient) {
    this.inAll = inAll;
    this.perClient = perClient;
  }

  /**
   * Counts one more, unless that would be more than the quota.
   *
   * @return the limit that forbids it; whoever gets none calls {@link #leave} once
   */
  public Optional<Limit> enter(IpAddress address, Quota quota) {
    int own = clients.merge(client(address), 1, Integer::sum);
    int total = all.incrementAndGet();
    if (own > quota.perClient()) {
      leave(address);
      return Optional.of(perClient);
    }
    if (total > quota.inAll()) {
      leave(address);
      return Optional.of(inAll);
    }
    return Optional.empty();
  }

  public void leave(IpAddress address) {
    clients.computeIfPresent(client(address), (key, count) -> count == 1 ? null : count - 1);
    all.decrementAndGet();
  }

  /** How many are there. */
  public int inAll() {
    return all.get();
  }

  /** How many clients have any. */
  public int clients() {
    return clients.size();
  }

  /** The one address that stands for all that a client may have. */
  public static IpAddress client(IpAddress address) {
    return address.isV4() ? address : AddressPrefix.masked(address, V6_CLIENT);
  }
}
