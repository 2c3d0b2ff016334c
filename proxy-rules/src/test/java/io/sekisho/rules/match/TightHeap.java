package io.sekisho.rules.match;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.memory.MemoryBudget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A process that builds a level, and merges it, in no more heap than was estimated for that. */
final class TightHeap {
  static final String FEED = "feed";

  private static final int PIECE = 20_000;

  /** What is left for all else that runs. */
  private static final long SLACK = 4L << 20;

  private static final MemoryBudget UNLIMITED = new MemoryBudget(() -> Long.MAX_VALUE, () -> {});

  private final List<byte[]> filling = new ArrayList<>();

  private TightHeap() {}

  /** What a level is of. */
  enum Sort {
    NAMES,
    LONG_NAMES,
    ADDRESSES,
    KEYS
  }

  public static void main(String[] arguments) {
    Sort sort = Sort.valueOf(arguments[0]);
    int count = Integer.parseInt(arguments[1]);
    TightHeap heap = new TightHeap();
    ClaimStore store = heap.built(filled(sort, count));
    heap.filling.clear();

    heap.leave(BuildRoom.toMerge(store.newestFirst()));
    Compaction merged = Compaction.of(store, Instant.EPOCH, () -> {}, UNLIMITED);
    heap.filling.clear();
    System.out.println("built and merged, " + (merged.bytes() >> 20) + " MB");
  }

  private ClaimStore built(LevelBuilder builder) {
    leave(builder.bytesToBuild());
    Level level = builder.build();
    FeedTally tally = new FeedTally();
    tally.addAll(level);
    return ClaimStore.empty(level.key()).anew(level, tally.next(FEED, null));
  }

  /** Fills the heap but for so many bytes. */
  private void leave(long bytes) {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    long used = runtime.totalMemory() - runtime.freeMemory();
    for (long more = runtime.maxMemory() - used - bytes - SLACK; more > 0; more -= PIECE) {
      filling.add(new byte[PIECE]);
    }
  }

  static LevelBuilder filled(Sort sort, int count) {
    LevelBuilder builder = new LevelBuilder(HashKey.random());
    for (int i = 0; i < count; i++) {
      builder.add(indicator(sort, i));
    }
    return builder;
  }

  static Indicator indicator(Sort sort, int number) {
    return new Indicator(pattern(sort, mixed(number)), FEED, 1, "threat", 50, null);
  }

  /** Other bits for every number, which look like drawn by lot. */
  private static long mixed(int number) {
    long bits = (number + 1) * 0x9e37_79b9_7f4a_7c15L;
    bits = (bits ^ bits >>> 30) * 0xbf58_476d_1ce4_e5b9L;
    bits = (bits ^ bits >>> 27) * 0x94d0_49bb_1331_11ebL;
    return bits ^ bits >>> 31;
  }

  private static Pattern pattern(Sort sort, long bits) {
    String text = Long.toUnsignedString(bits, 36);
    return switch (sort) {
      case NAMES -> new Pattern.SubTree(new HostName("d-" + text + ".example.com"));
      case LONG_NAMES -> new Pattern.SubTree(new HostName((text + ".").repeat(14) + "com"));
      case ADDRESSES -> new Pattern.Addresses(prefix(bits));
      case KEYS -> key(bits, text);
    };
  }

  private static AddressPrefix prefix(long bits) {
    return switch ((int) bits & 3) {
      case 0 -> AddressPrefix.of(IpAddress.v6(0x2001_0db8L << 32 | bits >>> 32, bits));
      case 1 -> new AddressPrefix(IpAddress.v6(0x2001_0db8L << 32 | bits >>> 32, 0), 64);
      default -> AddressPrefix.of(IpAddress.v4((int) (bits >>> 32)));
    };
  }

  private static Pattern key(long bits, String text) {
    return switch ((int) bits & 3) {
      case 0 -> new Pattern.Certificate(new CertificateFingerprint("%040x".formatted(bits)));
      case 1 -> new Pattern.Socket(new Endpoint(IpAddress.v4((int) (bits >>> 32)), 8080));
      default -> new Pattern.Url(new HostName(text + ".example"), null, "/a/" + text);
    };
  }
}
