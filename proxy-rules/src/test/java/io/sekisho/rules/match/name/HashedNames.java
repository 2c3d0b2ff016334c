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
 * Names as they are, in flat arrays behind a hash table of open addresses: larger than {@link
 * PackedNames}, for which they are the reference. What both have in common is the walk and the
 * filter, but not how a name is coded, where it lies and how it is found.
 */
final class HashedNames implements NameTable {
  private static final VarHandle ENTRY =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Of a record: its entry, and how many characters follow; so a hit looks nowhere else. */
  private static final int BEFORE_NAME = Integer.BYTES + 1;

  /** Of a slot: a part of the hash, above where the record begins. */
  private static final long HASH = -1L << Integer.SIZE;

  /** Of a slot: what is the same for the same entry; the lowest bit is 1 for an exact one. */
  private static final long TAG = HASH | 1;

  private final SuffixFilter filter;
  private final int fewestLabels;
  private final long[] slots;
  private final int[] starts;
  private final byte[] records;
  private final BitSet exact;
  private final boolean hasExact;
  private final int size;
  private final HashKey key;

  private HashedNames(Gathering gathered, SuffixFilter filter, long[] slots, HashKey key) {
    this.key = key;
    this.filter = filter;
    this.fewestLabels = gathered.census.header(0).fewestLabels();
    this.slots = slots;
    this.starts = gathered.starts;
    this.records = gathered.records;
    this.exact = gathered.exact;
    this.hasExact = gathered.census.header(0).exact() > 0;
    this.size = gathered.size;
  }

  /** The names that remain of the cursor, each of which it must give once. */
  static HashedNames build(NameCursor cursor, HashKey key) {
    Gathering gathered = new Gathering(key);
    while (cursor.next()) {
      gathered.add(cursor);
    }
    SuffixFilter filter = SuffixFilter.of(gathered.census);
    long[] slots = new long[Integer.highestOneBit(gathered.size | 1) << 2];
    HashedNames table = new HashedNames(gathered, filter, slots, key);
    table.index(new HostWalk(key));
    return table;
  }

  @Override
  public int size() {
    return size;
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
    return new String(records, from(entry), length(entry), StandardCharsets.ISO_8859_1);
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
        + (long) Long.BYTES * slots.length
        + (long) Integer.BYTES * starts.length
        + records.length
        + exact.size() / Byte.SIZE;
  }

  private static void add(int entry, Hits hits) {
    if (entry != Hits.NONE) {
      hits.add(entry);
    }
  }

  private int probe(HostWalk walk, int labels, Extent extent) {
    long hash = hash(walk, labels, extent);
    long wanted = tag(hash, extent);
    int at = slot(hash);
    while (slots[at] != 0) {
      int record = ((int) slots[at] >>> 1) - 1;
      if (((slots[at] ^ wanted) & TAG) == 0 && isNameOf(record, walk, labels)) {
        return (int) ENTRY.get(records, record);
      }
      at = (at + 1) & (slots.length - 1);
    }
    return Hits.NONE;
  }

  private boolean isNameOf(int record, HostWalk walk, int labels) {
    int from = record + BEFORE_NAME;
    int to = from + (records[from - 1] & 0xff);
    int start = HostText.BEFORE + walk.start(labels);
    int end = HostText.BEFORE + walk.host().length();
    return Arrays.equals(walk.host().folded(), start, end, records, from, to) && walk.isFaithful();
  }

  private int from(int entry) {
    return starts[entry] + BEFORE_NAME;
  }

  private int length(int entry) {
    return records[from(entry) - 1] & 0xff;
  }

  private void index(HostWalk walk) {
    for (int entry = 0; entry < size; entry++) {
      walk.to(records, from(entry), from(entry) + length(entry));
      filter.addAll(walk, fewestLabels);
      long hash = hash(walk, walk.labels(), extent(entry));
      int at = slot(hash);
      while (slots[at] != 0) {
        at = (at + 1) & (slots.length - 1);
      }
      slots[at] = tag(hash, extent(entry)) | (starts[entry] + 1L) << 1;
    }
  }

  private static long hash(HostWalk walk, int labels, Extent extent) {
    return extent == Extent.EXACT ? ~walk.hash(labels) : walk.hash(labels);
  }

  private static long tag(long hash, Extent extent) {
    return (hash & HASH) | (extent == Extent.EXACT ? 1 : 0);
  }

  private int slot(long hash) {
    return (int) hash & (slots.length - 1);
  }

  /** The names of a cursor, as records one behind the other. */
  private static final class Gathering {
    private final NameCensus census = new NameCensus(1 << 24);
    private final HostWalk walk;
    private final BitSet exact = new BitSet();
    private int[] starts = new int[1];
    private byte[] records = new byte[40];
    private int used;
    private int size;

    Gathering(HashKey key) {
      this.walk = new HostWalk(key);
    }

    void add(NameCursor cursor) {
      int length = cursor.length();
      census.add(walk.toReversed(cursor.reversed(), 0, length), cursor.extent());
      reserve(BEFORE_NAME + length);
      ENTRY.set(records, used, size);
      records[used + BEFORE_NAME - 1] = (byte) length;
      int end = used + BEFORE_NAME + length;
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

  private final class Cursor implements NameCursor {
    private final byte[] reversed = new byte[HostText.MOST_CHARACTERS];
    private final HostWalk walk = new HostWalk(key);
    private int entry = -1;

    @Override
    public boolean next() {
      if (entry + 1 >= size) {
        return false;
      }
      entry++;
      for (int i = 0; i < length(); i++) {
        reversed[i] = records[from(entry) + length() - 1 - i];
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
    public long place() {
      return walk.toReversed(reversed, 0, length()).place(extent());
    }
  }
}
