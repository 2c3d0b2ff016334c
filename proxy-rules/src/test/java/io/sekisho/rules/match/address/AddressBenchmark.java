package io.sekisho.rules.match.address;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilter;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Hits;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One look-up of an address among many prefixes: the table, and what else one could take. {@link
 * AddressRounds} has them take turns.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@OperationsPerInvocation(AddressBenchmark.LOOK_UPS)
@SuppressWarnings("NullAway.Init") // filled in before a run
public class AddressBenchmark {
  static final int LOOK_UPS = 1 << 18;

  /** Which family the prefixes and the addresses are of. */
  public enum Family {
    V4,
    V6
  }

  /** What is asked. */
  public enum Traffic {
    ZIPF,
    UNIFORM,
    HITS
  }

  /** What every competitor is given. */
  @State(Scope.Benchmark)
  public static class Load {
    @Param Family family;

    @Param({"100000", "1000000"})
    int prefixes;

    @Param Traffic traffic;

    SyntheticPrefixes source;
    IpAddress[] asked;

    @Setup
    public void draw() {
      source =
          switch (family) {
            case V4 -> SyntheticPrefixes.v4(prefixes);
            case V6 -> SyntheticPrefixes.v6(prefixes);
          };
      asked =
          switch (traffic) {
            case ZIPF -> source.zipf(LOOK_UPS, 11);
            case UNIFORM -> source.benign(LOOK_UPS, 12);
            case HITS -> source.hits(LOOK_UPS, 13);
          };
    }
  }

  @State(Scope.Benchmark)
  public static class Table {
    AddressTable table;

    @Setup
    public void build(Load load) {
      table = load.source.table(HashKey.random());
    }
  }

  @State(Scope.Thread)
  public static class Found {
    final Hits hits = new Hits();
  }

  @State(Scope.Benchmark)
  public static class Trie {
    final BinaryTrie trie = new BinaryTrie();

    @Setup
    public void build(Load load) {
      List<AddressPrefix> prefixes = load.source.prefixes();
      for (int i = 0; i < prefixes.size(); i++) {
        trie.put(prefixes.get(i), i);
      }
    }
  }

  @State(Scope.Benchmark)
  public static class Maps {
    final PrefixMaps maps = new PrefixMaps();

    @Setup
    public void build(Load load) {
      List<AddressPrefix> prefixes = load.source.prefixes();
      for (int i = 0; i < prefixes.size(); i++) {
        maps.put(prefixes.get(i), i);
      }
    }
  }

  @State(Scope.Benchmark)
  public static class Netty {
    Subnets subnets;
    InetSocketAddress[] asked;

    @Setup
    public void build(Load load) {
      subnets = new Subnets(load.source.prefixes());
      asked = sockets(load.asked);
    }

    static InetSocketAddress[] sockets(IpAddress[] asked) {
      return Arrays.stream(asked)
          .map(address -> new InetSocketAddress(address.toInetAddress(), 443))
          .toArray(InetSocketAddress[]::new);
    }
  }

  /** Netty's filter, asked outside of a channel. */
  static final class Subnets extends IpSubnetFilter {
    Subnets(List<AddressPrefix> prefixes) {
      super(prefixes.stream().map(Subnets::rule).toList());
    }

    private static IpSubnetFilterRule rule(AddressPrefix prefix) {
      return new IpSubnetFilterRule(
          prefix.network().toInetAddress(), prefix.length(), IpFilterRuleType.REJECT);
    }

    boolean accepts(InetSocketAddress address) {
      return accept(null, address);
    }
  }

  @Benchmark
  public int table(Load load, Table state, Found found) {
    return all(state.table, load.asked, found.hits);
  }

  static int all(AddressTable table, IpAddress[] asked, Hits hits) {
    int found = 0;
    for (IpAddress address : asked) {
      hits.clear();
      table.collect(address, hits);
      found += hits.count() > 0 ? 1 : 0;
    }
    return found;
  }

  @Benchmark
  public int binaryTrie(Load load, Trie state) {
    return all(state.trie, load.asked);
  }

  static int all(BinaryTrie trie, IpAddress[] asked) {
    int found = 0;
    for (IpAddress address : asked) {
      found += trie.longest(address) < 0 ? 0 : 1;
    }
    return found;
  }

  @Benchmark
  public int mapPerLength(Load load, Maps state) {
    return all(state.maps, load.asked);
  }

  static int all(PrefixMaps maps, IpAddress[] asked) {
    int found = 0;
    for (IpAddress address : asked) {
      found += maps.longest(address) < 0 ? 0 : 1;
    }
    return found;
  }

  @Benchmark
  public int nettySubnets(Netty state) {
    return all(state.subnets, state.asked);
  }

  static int all(Subnets subnets, InetSocketAddress[] asked) {
    int found = 0;
    for (InetSocketAddress address : asked) {
      found += subnets.accepts(address) ? 0 : 1;
    }
    return found;
  }
}
