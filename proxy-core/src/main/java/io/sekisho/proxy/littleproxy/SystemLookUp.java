package io.sekisho.proxy.littleproxy;

import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** What LittleProxy does by itself: asks the system, and waits for it. */
final class SystemLookUp implements NameLookUp {
  @Override
  public List<IpAddress> addressesOf(HostName name) {
    try {
      return Arrays.stream(InetAddress.getAllByName(name.ascii())).map(IpAddress::of).toList();
    } catch (UnknownHostException e) {
      return List.of();
    }
  }
}
