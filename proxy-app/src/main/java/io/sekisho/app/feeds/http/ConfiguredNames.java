package io.sekisho.app.feeds.http;

import io.netty.channel.EventLoopGroup;
import io.sekisho.proxy.Transport;
import io.sekisho.proxy.dns.DnsSettings;
import io.sekisho.proxy.dns.NameResolver;
import io.sekisho.proxy.dns.Resolution;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks the names of servers up as the proxy looks up those of its clients: fixed answers, then the
 * resolvers of the configuration, else the system's. Whoever asks waits.
 */
public final class ConfiguredNames implements DnsResolver, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EventLoopGroup loop = Transport.NIO.eventLoops(1);
  private final NameResolver resolver;

  public ConfiguredNames(DnsSettings settings) {
    this.resolver = new NameResolver(settings, Transport.NIO);
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    IpAddress literal = IpAddress.parse(host).accepted().orElse(null);
    if (literal != null) {
      return new InetAddress[] {literal.toInetAddress()};
    }
    HostName name =
        HostName.parse(host)
            .accepted()
            .orElseThrow(() -> new UnknownHostException(host + " is not a host name"));
    List<IpAddress> found =
        lookUp(name)
            .fold(Resolution.Answers::addresses, none -> List.of(), timedOut -> List.of());
    if (found.isEmpty()) {
      throw new UnknownHostException("the name " + name + " does not resolve");
    }
    return found.stream().map(IpAddress::toInetAddress).toArray(InetAddress[]::new);
  }

  private Resolution lookUp(HostName name) {
    CompletableFuture<Resolution> answer = new CompletableFuture<>();
    resolver.resolve(name, loop.next(), answer::complete);
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // No answer, like any other.
    }
    return new Resolution.TimedOut("no resolver answered for " + name + " in time");
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  @Override
  public void close() {
    resolver.close();
    var unused = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
