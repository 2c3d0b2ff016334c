package io.sekisho.proxy.dns;

import io.netty.resolver.dns.DnsNameResolver;
import io.netty.util.concurrent.Future;
import io.sekisho.rules.indicator.HostName;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The look-ups of one event loop. Whoever asks for a name that is being looked up waits for that
 * answer: a crowd that wants one name must not become a burst of datagrams, of which a resolver's
 * socket takes in a few hundred and drops the rest.
 */
final class LookUps implements AutoCloseable {
  private final DnsNameResolver resolver;
  private final Map<HostName, Future<List<InetAddress>>> running = new ConcurrentHashMap<>();

  LookUps(DnsNameResolver resolver) {
    this.resolver = resolver;
  }

  /** The addresses of {@code name}, on the loop. */
  Future<List<InetAddress>> find(HostName name) {
    Future<List<InetAddress>> earlier = running.get(name);
    return earlier == null ? begin(name) : earlier;
  }

  private Future<List<InetAddress>> begin(HostName name) {
    Future<List<InetAddress>> lookUp = resolver.resolveAll(name.ascii());
    running.put(name, lookUp);
    return lookUp.addListener(done -> running.remove(name, lookUp));
  }

  @Override
  public void close() {
    resolver.close();
  }
}
