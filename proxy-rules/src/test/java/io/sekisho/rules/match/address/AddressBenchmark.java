package io.sekisho.rules.match.address;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilter;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Hits;
import java.net.InetSocketAddress;
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

/** One look-up of an address among many prefixes: the table, and what else one could take. */
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
    final Hits hits = new Hits();

    @Setup
    public void build(Load load) {
      table = load.source.table(HashKey.random());
    }
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
      subnets = new Subnets(load.source.prefixes().stream().map(Netty::rule).toList());
      asked = new InetSocketAddress[LOOK_UPS];
      for (int i = 0; i < LOOK_UPS; i++) {
        asked[i] = new InetSocketAddress(load.asked[i].toInetAddress(), 443);
      }
    }

    private static IpSubnetFilterRule rule(AddressPrefix prefix) {
      return new IpSubnetFilterRule(
          prefix.network().toInetAddress(), prefix.length(), IpFilterRuleType.REJECT);
    }
  }

  /** Netty's filter, asked outside of a channel. */
  static final class Subnets extends IpSubnetFilter {
    Subnets(List<IpSubnetFilterRule> rules) {
      super(rules);
    }

    boolean accepts(InetSocketAddress address) {
      return accept(null, address);
    }
  }

  @Benchmark
  public int table(Load load, Table state) {
    int found = 0;
    for (IpAddress address : load.asked) {
      state.hits.clear();
      state.table.collect(address, state.hits);
      found += state.hits.count();
    }
    return found;
  }

  @Benchmark
  public int binaryTrie(Load load, Trie state) {
    int found = 0;
    for (IpAddress address : load.asked) {
      found += state.trie.longest(address) < 0 ? 0 : 1;
    }
    return found;
  }

  @Benchmark
  public int mapPerLength(Load load, Maps state) {
    int found = 0;
    for (IpAddress address : load.asked) {
      found += state.maps.longest(address) < 0 ? 0 : 1;
    }
    return found;
  }

  @Benchmark
  public int nettySubnets(Netty state) {
    int found = 0;
    for (InetSocketAddress address : state.asked) {
      found += state.subnets.accepts(address) ? 0 : 1;
    }
    return found;
  }
}
