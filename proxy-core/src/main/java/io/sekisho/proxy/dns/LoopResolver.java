package io.sekisho.proxy.dns;

import io.netty.channel.EventLoop;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import io.netty.util.concurrent.Future;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The look-ups of one event loop. Whoever asks for a name that is being looked up waits for that
 * answer: a crowd that wants one name must not become a burst of datagrams, of which a resolver's
 * socket takes in a few hundred and drops the rest.
 *
 * <p>An answer out of the resolver's cache is kept at hand for another second, in the form in which
 * it is judged: most requests ask for what was just asked for.
 */
final class LoopResolver implements AutoCloseable {
  private static final long AT_HAND_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int MOST_AT_HAND = 4096;

  private final EventLoop loop;
  private final DnsNameResolver resolver;
  private final Aliases aliases;
  private final Map<HostName, AtHand> atHand = new HashMap<>();
  private final Map<HostName, Future<List<InetAddress>>> running = new ConcurrentHashMap<>();

  /** An answer, and when it has to be asked for again. */
  private record AtHand(Resolution answer, long untilNanos) {}

  LoopResolver(EventLoop loop, DnsNameResolver resolver, Aliases aliases) {
    this.loop = loop;
    this.resolver = resolver;
    this.aliases = aliases;
  }

  void resolve(HostName name, Consumer<Resolution> then) {
    AtHand known = loop.inEventLoop() ? atHand.get(name) : null;
    if (known != null && known.untilNanos - loop.ticker().nanoTime() > 0) {
      then.accept(known.answer);
      return;
    }
    Future<List<InetAddress>> lookUp = lookUp(name);
    if (lookUp.isSuccess()) {
      Resolution answer = answers(name, lookUp.getNow());
      keep(name, answer);
      then.accept(answer);
    } else {
      lookUp.addListener(done -> then.accept(outcome(name, lookUp)));
    }
  }

  private Future<List<InetAddress>> lookUp(HostName name) {
    Future<List<InetAddress>> earlier = running.get(name);
    if (earlier != null) {
      return earlier;
    }
    Future<List<InetAddress>> lookUp = resolver.resolveAll(name.ascii());
    if (!lookUp.isDone()) {
      running.put(name, lookUp);
      lookUp.addListener(done -> running.remove(name, lookUp));
    }
    return lookUp;
  }

  /** Answers at once come from the cache, so their time to live has not run out. */
  private void keep(HostName name, Resolution answer) {
    if (!loop.inEventLoop()) {
      return;
    }
    if (atHand.size() == MOST_AT_HAND) {
      atHand.clear();
    }
    atHand.put(name, new AtHand(answer, loop.ticker().nanoTime() + AT_HAND_NANOS));
  }

  private Resolution outcome(HostName name, Future<List<InetAddress>> lookUp) {
    return lookUp.isSuccess() ? answers(name, lookUp.getNow()) : failure(name, lookUp.cause());
  }

  private Resolution answers(HostName name, List<InetAddress> found) {
    List<IpAddress> addresses = new ArrayList<>(found.size());
    for (InetAddress address : found) {
      addresses.add(IpAddress.of(address));
    }
    return new Resolution.Answers(List.copyOf(aliases.of(name)), addresses);
  }

  private static Resolution failure(HostName name, @Nullable Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof DnsNameResolverTimeoutException) {
        return new Resolution.TimedOut("no resolver answered for " + name + " in time");
      }
    }
    return new Resolution.NoAnswer("the name " + name + " does not resolve");
  }

  @Override
  public void close() {
    resolver.close();
  }
}
