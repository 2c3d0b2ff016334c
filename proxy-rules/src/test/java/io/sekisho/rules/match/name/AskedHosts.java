package io.sekisho.rules.match.name;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** What measurements of names ask, one host behind the other; the same each time it is made. */
final class AskedHosts {
  private final byte[] bytes;
  private final int[] starts;

  AskedHosts(NameBenchmark.Load load, NameList list, int count) {
    SplittableRandom random = new SplittableRandom(2);
    SyntheticNames benign = new SyntheticNames(3);
    StringBuilder all = new StringBuilder();
    starts = new int[count + 1];
    for (int i = 0; i < count; i++) {
      all.append(load.host(random, benign, list));
      starts[i + 1] = all.length();
    }
    bytes = all.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  int count() {
    return starts.length - 1;
  }

  /** Asks for the host with a number, from 0. */
  int lookUp(int number, NameBenchmark.Lookup lookup, NameBenchmark.Place place) {
    return lookup.lookUp(bytes, starts[number], starts[number + 1], place);
  }
}
