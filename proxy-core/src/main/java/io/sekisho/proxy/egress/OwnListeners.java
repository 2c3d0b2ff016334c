package io.sekisho.proxy.egress;

import io.sekisho.rules.indicator.IpAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * Where this process listens. A client that could make it dial itself would have a loop, and a way
 * to the admin surface with the proxy's own address.
 */
public final class OwnListeners {
  private final Set<InetSocketAddress> bound = new CopyOnWriteArraySet<>();

  public void add(Collection<InetSocketAddress> addresses) {
    bound.addAll(addresses);
  }

  public void remove(InetSocketAddress address) {
    bound.remove(address);
  }

  /** Whether somebody who connects there gets to this process. */
  public boolean includes(IpAddress address, int port) {
    for (InetSocketAddress own : bound) {
      if (own.getPort() == port && covers(own.getAddress(), address.toInetAddress())) {
        return true;
      }
    }
    return false;
  }

  private static boolean covers(InetAddress own, InetAddress dialled) {
    return own.equals(dialled)
        || dialled.isAnyLocalAddress()
        || (own.isAnyLocalAddress() && isThisMachine(dialled));
  }

  private static boolean isThisMachine(InetAddress address) {
    try {
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return true;
    }
  }
}
