package io.sekisho.proxy.dns;

import io.netty.channel.EventLoop;
import io.netty.resolver.DefaultHostsFileEntriesResolver;
import io.netty.resolver.HostsFileEntriesResolver;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DefaultDnsCache;
import io.netty.resolver.dns.DnsCache;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.sekisho.proxy.Transport;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Looks names up without blocking: fixed answers first, then the system's hosts file, then the
 * resolvers, each of them twice at most. A slow answer delays only those who ask for that name.
 * Answers are kept for their time to live, at most {@value #MAX_TTL_SECONDS} seconds.
 *
 * <p>One Netty resolver for each event loop, so that an answer arrives on the asker's own loop.
 */
public final class NameResolver implements AutoCloseable {
  private static final int MAX_TTL_SECONDS = 300;
  private static final int NEGATIVE_TTL_SECONDS = 2;
  private static final int MAX_QUERIES_PER_NAME = 16;

  /** How often each resolver is asked, in turn, before a name has timed out: datagrams get lost. */
  static final int ATTEMPTS = 2;

  private final DnsSettings settings;
  private final Transport transport;
  private final List<InetSocketAddress> attempts;
  private final HostsFileEntriesResolver hostsFile = new DefaultHostsFileEntriesResolver();
  private final Aliases aliases = new Aliases(2 * MAX_TTL_SECONDS);
  private final DnsCache cache = new DefaultDnsCache(0, MAX_TTL_SECONDS, NEGATIVE_TTL_SECONDS);
  private final Map<EventLoop, LoopResolver> resolvers = new ConcurrentHashMap<>();

  public NameResolver(DnsSettings settings, Transport transport) {
    this.settings = settings;
    this.transport = transport;
    this.attempts =
        Collections.nCopies(ATTEMPTS, servers(settings)).stream().flatMap(List::stream).toList();
  }

  private static List<InetSocketAddress> servers(DnsSettings settings) {
    return settings.servers().isEmpty() ? SystemResolvers.addresses() : settings.servers();
  }

  /** Looks {@code name} up; {@code then} hears the outcome on {@code loop}, once. */
  public void resolve(HostName name, EventLoop loop, Consumer<Resolution> then) {
    List<IpAddress> fixed = settings.hosts().get(name);
    if (fixed != null) {
      then.accept(new Resolution.Answers(List.of(), fixed));
      return;
    }
    resolvers.computeIfAbsent(loop, this::resolverOn).resolve(name, then);
  }

  private LoopResolver resolverOn(EventLoop loop) {
    return new LoopResolver(loop, netty(loop), aliases);
  }

  private DnsNameResolver netty(EventLoop loop) {
    return new DnsNameResolverBuilder(loop)
        .datagramChannelType(transport.datagramChannel())
        .socketChannelType(transport.socketChannel())
        .nameServerProvider(new SequentialDnsServerAddressStreamProvider(attempts))
        .resolvedAddressTypes(ResolvedAddressTypes.IPV4_PREFERRED)
        .resolveCache(cache)
        .cnameCache(aliases)
        .hostsFileEntriesResolver(hostsFile)
        .queryTimeoutMillis(settings.queryTime().toMillis())
        .maxQueriesPerResolve(MAX_QUERIES_PER_NAME)
        .completeOncePreferredResolved(false)
        .searchDomains(Collections.emptyList())
        .ndots(1)
        .build();
  }

  @Override
  public void close() {
    resolvers.values().forEach(LoopResolver::close);
  }
}
