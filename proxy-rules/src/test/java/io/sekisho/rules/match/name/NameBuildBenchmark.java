package io.sekisho.rules.match.name;

import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Image;
import java.util.concurrent.TimeUnit;
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

/** Putting names in order, and building a table of names that are. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class NameBuildBenchmark {
  private static final HashKey KEY = HashKey.random();

  @Param({"1", "1000", "1000000"})
  public int names;

  private NameList list = new NameList();
  private HashedNames sorted = HashedNames.build(list.sorted(KEY), KEY);

  @Setup
  public void setUp() {
    list = SyntheticNames.list(names, 1);
    sorted = HashedNames.build(list.sorted(KEY).distinct(), KEY);
  }

  @Benchmark
  public SortedNames sort() {
    return list.sorted(KEY);
  }

  @Benchmark
  public HashedNames hash() {
    return HashedNames.build(sorted.cursor(), KEY);
  }

  @Benchmark
  public Image pack() {
    return PackedNames.build(sorted.cursor(), sorted.size(), KEY);
  }
}
