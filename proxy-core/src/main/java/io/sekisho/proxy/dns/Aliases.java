package io.sekisho.proxy.dns;

import io.netty.channel.EventLoop;
import io.netty.resolver.dns.DefaultDnsCnameCache;
import io.netty.resolver.dns.DnsCnameCache;
import io.sekisho.rules.indicator.HostName;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The aliases (CNAME, RFC 1034, 3.6.2) that were met while names were looked up: a name that nobody
 * lists may be another one for a name that is listed. They are remembered for longer than any
 * address that was found by them, and are never used to resolve anything.
 */
final class Aliases implements DnsCnameCache {
  private static final int MAX_CHAIN = 16;

  private final DefaultDnsCnameCache met;

  /**
   * None met yet.
   *
   * @param lifeSeconds how long each is remembered
   */
  Aliases(int lifeSeconds) {
    this.met = new DefaultDnsCnameCache(lifeSeconds, lifeSeconds);
  }

  /** The names that {@code name} leads to, in the order of the chain. */
  Set<HostName> of(HostName name) {
    Set<HostName> chain = new LinkedHashSet<>();
    String next = met.get(name.ascii() + ".");
    while (next != null && chain.size() < MAX_CHAIN) {
      HostName alias = HostName.parse(next).accepted().orElse(null);
      if (alias != null && !chain.add(alias)) {
        return chain;
      }
      next = alias == null ? null : met.get(alias.ascii() + ".");
    }
    return chain;
  }

  @Override
  public @Nullable String get(String hostname) {
    return null;
  }

  @Override
  public void cache(String hostname, String cname, long originalTtl, EventLoop loop) {
    met.cache(hostname, cname, originalTtl, loop);
  }

  @Override
  public void clear() {
    met.clear();
  }

  @Override
  public boolean clear(String hostname) {
    return met.clear(hostname);
  }
}
