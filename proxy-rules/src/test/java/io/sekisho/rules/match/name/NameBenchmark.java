package io.sekisho.rules.match.name;

import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Hits;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One look-up of a host that lies in a buffer as bytes, against a map of names that is asked for
 * each suffix. With {@code -t 2} the time is still that of one look-up in one thread.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class NameBenchmark {
  private static final int HOSTS = 1 << 20;

  /** What answers. */
  public enum Variant {
    /** A map from a name to its entry, asked for the host and each suffix of it. */
    MAP {
      @Override
      Lookup over(NameList list) {
        Map<String, Integer> map = new HashMap<>();
        for (int i = 0; i < list.size(); i++) {
          map.put(list.name(i), i);
        }
        return (bytes, from, to, place) ->
            walk(map, new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
      }
    },
    HASHED {
      @Override
      Lookup over(NameList list) {
        return new TableLookup(HashedNames.build(list.sorted(KEY).distinct(), KEY));
      }
    },
    PACKED {
      @Override
      Lookup over(NameList list) {
        return new TableLookup(
            PackedNames.over(
                PackedNames.build(list.sorted(KEY).distinct(), list.size(), KEY), KEY));
      }
    };

    private static final HashKey KEY = HashKey.random();

    abstract Lookup over(NameList list);

    private static int walk(Map<String, Integer> map, String host) {
      for (int at = 0; ; ) {
        Integer entry = map.get(host.substring(at));
        if (entry != null) {
          return entry;
        }
        at = host.indexOf('.', at) + 1;
        if (at == 0) {
          return Hits.NONE;
        }
      }
    }
  }

  /** What is asked. */
  public enum Load {
    /** Benign hosts, few of them often, and one listed in 200. */
    ZIPF {
      @Override
      String host(SplittableRandom random, SyntheticNames names, NameList list) {
        if (random.nextInt(200) == 0) {
          return HITS.host(random, names, list);
        }
        long rank = (long) Math.pow(1_000_000, random.nextDouble());
        return new SyntheticNames(rank).benign().toString();
      }
    },
    UNIFORM {
      @Override
      String host(SplittableRandom random, SyntheticNames names, NameList list) {
        return names.benign().toString();
      }
    },
    HITS {
      @Override
      String host(SplittableRandom random, SyntheticNames names, NameList list) {
        return list.name(random.nextInt(list.size()));
      }
    },
    ADVERSARIAL {
      @Override
      String host(SplittableRandom random, SyntheticNames names, NameList list) {
        return "a.".repeat(126) + (char) ('a' + random.nextInt(26));
      }
    };

    abstract String host(SplittableRandom random, SyntheticNames names, NameList list);
  }

  /** Gives the entry of a host, or none. */
  @FunctionalInterface
  interface Lookup {
    int lookUp(byte[] bytes, int from, int to, Place place);
  }

  /** Looks up in a table, by the walk of the thread. */
  private static final class TableLookup implements Lookup {
    private final NameTable table;

    TableLookup(NameTable table) {
      this.table = table;
    }

    @Override
    public int lookUp(byte[] bytes, int from, int to, Place place) {
      Hits hits = place.hits;
      hits.clear();
      table.collect(place.walk.to(bytes, from, to), hits);
      return hits.count() == 0 ? Hits.NONE : hits.entry(0);
    }
  }

  /** The hosts that are asked for, one behind the other. */
  @State(Scope.Benchmark)
  public static class Asked {
    @Param({"1000000", "10000000"})
    public int names;

    @Param public Variant variant = Variant.MAP;
    @Param public Load load = Load.ZIPF;

    private @Nullable AskedHosts hosts;
    private @Nullable Lookup lookup;

    @Setup
    public void setUp() {
      NameList list = SyntheticNames.list(names, 1);
      lookup = variant.over(list);
      hosts = new AskedHosts(load, list, HOSTS);
    }

    int lookUp(Place place) {
      int at = place.next++ & (HOSTS - 1);
      return hosts == null || lookup == null ? Hits.NONE : hosts.lookUp(at, lookup, place);
    }
  }

  /** Where a thread is among the hosts, and what it looks up with. */
  @State(Scope.Thread)
  public static class Place {
    private int next = (int) Thread.currentThread().getId() * 7_919;
    private final HostWalk walk = new HostWalk(Variant.KEY);
    private final Hits hits = new Hits();
  }

  @Benchmark
  public int lookUp(Asked asked, Place place) {
    return asked.lookUp(place);
  }
}
