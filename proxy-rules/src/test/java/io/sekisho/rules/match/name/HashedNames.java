package io.sekisho.rules.match.name;

import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Hits;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Names as they are, in flat arrays: quickly made, quickly asked, and larger than {@link
 * PackedNames}, for which it is the reference.
 */
final class HashedNames implements NameTable {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Of a record: a part of its hash, its entry, and how many characters follow. */
  private static final int ENTRY = Integer.BYTES;

  private static final int LENGTH = ENTRY + Integer.BYTES;
  private static final int NAME = LENGTH + 1;

  private final SuffixFilter filter;
  private final int fewestLabels;
  private final int[] bucketStarts;
  private final int[] starts;
  private final byte[] records;
  private final BitSet exact;
  private final boolean hasExact;
  private final HashKey key;

  private HashedNames(Gathering gathered, int[] bucketStarts, HashKey key) {
    this.key = key;
    this.bucketStarts = bucketStarts;
    this.starts = Arrays.copyOf(gathered.starts, gathered.size + 1);
    this.records = Arrays.copyOf(gathered.records, gathered.used + Long.BYTES);
    this.exact = gathered.exact;
    NameHeader header = gathered.census.header();
    this.fewestLabels = header.fewestLabels();
    this.hasExact = header.exact() > 0;
    this.filter = SuffixFilter.of(gathered.census);
  }

  /** The names that remain of the cursor, each of which it must give once. */
  static HashedNames build(NameCursor cursor, HashKey key) {
    Gathering gathered = new Gathering(key);
    while (cursor.next()) {
      gathered.add(cursor);
    }
    int[] buckets = new int[gathered.size / 2 + 2];
    HashedNames table = new HashedNames(gathered, buckets, key);
    table.index(gathered);
    return table;
  }

  private void index(Gathering gathered) {
    HostWalk walk = new HostWalk(key);
    starts[size()] = gathered.used;
    int open = 0;
    for (int entry = 0; entry < size(); entry++) {
      walk.to(records, starts[entry] + NAME, starts[entry] + NAME + length(entry));
      filter.addAll(walk, fewestLabels);
      int bucket = bucket(walk.entryHash(extent(entry)));
      while (open <= bucket) {
        bucketStarts[open++] = starts[entry];
      }
    }
    Arrays.fill(bucketStarts, open, bucketStarts.length, gathered.used);
  }

  private int bucket(long hash) {
    return NameBuckets.bucket(hash, bucketStarts.length - 1);
  }

  @Override
  public int size() {
    return starts.length - 1;
  }

  @Override
  public int find(HostWalk walk, Extent extent) {
    int labels = walk.labels();
    return labels > 0 && filter.admits(walk.hash(labels)) ? probe(walk, labels, extent) : Hits.NONE;
  }

  @Override
  public void collect(HostWalk walk, Hits hits) {
    int depth = filter.depth(walk, fewestLabels);
    for (int labels = depth; labels >= fewestLabels; labels--) {
      if (filter.lists(walk.hash(labels))) {
        if (hasExact && labels == depth && !walk.has(labels + 1)) {
          add(probe(walk, labels, Extent.EXACT), hits);
        }
        add(probe(walk, labels, Extent.SUB_TREE), hits);
      }
    }
  }

  @Override
  public String name(int entry) {
    return new String(records, starts[entry] + NAME, length(entry), StandardCharsets.ISO_8859_1);
  }

  @Override
  public Extent extent(int entry) {
    return exact.get(entry) ? Extent.EXACT : Extent.SUB_TREE;
  }

  @Override
  public NameCursor cursor() {
    return new Cursor();
  }

  @Override
  public long bytes() {
    return filter.bytes()
        + (long) Integer.BYTES * (bucketStarts.length + starts.length)
        + records.length
        + exact.size() / Byte.SIZE;
  }

  private static void add(int entry, Hits hits) {
    if (entry != Hits.NONE) {
      hits.add(entry);
    }
  }

  private int probe(HostWalk walk, int labels, Extent extent) {
    long hash = walk.entryHash(labels, extent);
    int bucket = bucket(hash);
    int record = bucketStarts[bucket];
    int end = bucketStarts[bucket + 1];
    while (record < end) {
      int next = record + NAME + (records[record + LENGTH] & 0xff);
      if ((int) WORD.get(records, record) == (int) hash) {
        int entry = (int) WORD.get(records, record + ENTRY);
        if (extent(entry) == extent && walk.endsWith(labels, records, record + NAME, next)) {
          return entry;
        }
      }
      record = next;
    }
    return Hits.NONE;
  }

  private int length(int entry) {
    return records[starts[entry] + LENGTH] & 0xff;
  }

  /** The names of a cursor, as records one behind the other. */
  private static final class Gathering {
    private final NameCensus census = new NameCensus(1 << 24);
    private final BitSet exact = new BitSet();
    private final HostWalk walk;
    private int[] starts = new int[1];
    private byte[] records = new byte[40];
    private int used;
    private int size;

    Gathering(HashKey key) {
      this.walk = new HostWalk(key);
    }

    void add(NameCursor cursor) {
      int length = cursor.length();
      walk.toReversed(cursor.reversed(), 0, length);
      census.add(walk, cursor.extent());
      reserve(NAME + length);
      WORD.set(records, used, (int) walk.entryHash(cursor.extent()));
      WORD.set(records, used + ENTRY, size);
      records[used + LENGTH] = (byte) length;
      int end = used + NAME + length;
      for (int i = 0; i < length; i++) {
        records[end - 1 - i] = cursor.reversed()[i];
      }
      exact.set(size, cursor.extent() == Extent.EXACT);
      starts[size++] = used;
      used = end;
    }

    private void reserve(int bytes) {
      if (used + bytes > records.length) {
        records = Arrays.copyOf(records, Math.max(used + bytes, 2 * records.length));
      }
      if (size == starts.length) {
        starts = Arrays.copyOf(starts, 2 * size);
      }
    }
  }

  /** All names in order. */
  private final class Cursor implements NameCursor {
    private final byte[] reversed = new byte[HostWalk.MOST_CHARACTERS];
    private final HostWalk walk = new HostWalk(key);
    private int entry = -1;

    @Override
    public boolean next() {
      if (entry + 1 == size()) {
        return false;
      }
      entry++;
      int end = starts[entry] + NAME + length();
      for (int i = 0; i < length(); i++) {
        reversed[i] = records[end - 1 - i];
      }
      return true;
    }

    @Override
    public byte[] reversed() {
      return reversed;
    }

    @Override
    public int length() {
      return HashedNames.this.length(entry);
    }

    @Override
    public Extent extent() {
      return HashedNames.this.extent(entry);
    }

    @Override
    public long hash() {
      return walk.toReversed(reversed, 0, length()).entryHash(extent());
    }
  }
}
