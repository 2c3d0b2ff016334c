package io.sekisho.rules.match.name;

import io.sekisho.rules.match.table.HashKey;

/** Unpacks names one after the other. */
final class PackedCursor implements NameCursor {
  private final NameBuckets buckets;
  private final byte[] reversed = new byte[HostText.MOST_CHARACTERS];
  private final HostWalk walk;
  private int entry;
  private int bucket;
  private int left;
  private int signature;
  private int body;
  private int length;
  private long place;
  private Extent extent = Extent.SUB_TREE;

  /** Before the first name of a bucket, where there is one. */
  PackedCursor(NameBuckets buckets, int bucket, HashKey key) {
    this.buckets = buckets;
    this.walk = new HostWalk(key);
    this.bucket = bucket - 1;
    this.entry = bucket < buckets.count() ? buckets.first(bucket) - 1 : -1;
  }

  @Override
  public boolean next() {
    if (entry + 1 >= buckets.size()) {
      return false;
    }
    while (left == 0) {
      begin();
    }
    unpack();
    entry++;
    left--;
    return true;
  }

  int entry() {
    return entry;
  }

  @Override
  public byte[] reversed() {
    return reversed;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public Extent extent() {
    return extent;
  }

  @Override
  public long place() {
    return place;
  }

  private void begin() {
    bucket++;
    left = buckets.names(bucket);
    signature = buckets.start(bucket) + NameBuckets.UNIT;
    body = signature + left * NameBuckets.UNIT;
  }

  private void unpack() {
    int there = buckets.unit(signature);
    signature += NameBuckets.UNIT;
    extent = PackedName.extent(there);
    length = 0;
    addTld(PackedName.tld(there));
    int units = PackedName.units(there);
    if (units == PackedName.MANY) {
      units = nextUnit();
    }
    for (int i = 0; i < units; i++) {
      int unit = nextUnit();
      if (PackedName.isOfBytes(there)) {
        addBytes(unit);
      } else {
        addCharacters(unit);
      }
    }
    addHead();
  }

  private int nextUnit() {
    int unit = buckets.unit(body);
    body += NameBuckets.UNIT;
    return unit;
  }

  private void addTld(int number) {
    if (number != FrequentTld.NONE) {
      String text = FrequentTld.text(number);
      for (int i = text.length() - 1; i >= 0; i--) {
        add((byte) text.charAt(i));
      }
      add((byte) '.');
    }
  }

  private void addCharacters(int unit) {
    int characters = NameCode.count(unit);
    for (int i = 0; i < characters; i++) {
      add(NameCode.character(unit, i));
    }
  }

  private void addBytes(int unit) {
    add((byte) unit);
    if (unit > 0xff) {
      add((byte) (unit >>> Byte.SIZE));
    }
  }

  /** Behind the whole body, of which the place is, and the head where it is not kept. */
  private void addHead() {
    walk.toReversed(reversed, 0, length);
    long hash = walk.bodyHash(walk.labels(), 0, extent);
    int head = buckets.keepsHeads() ? nextUnit() : NameHead.head(buckets.headBits(bucket), hash);
    place = NameHead.place(head, hash);
    for (int i = NameCode.count(head) - 1; i >= 0; i--) {
      add(NameCode.character(head, i));
    }
  }

  private void add(byte character) {
    reversed[length++] = character;
  }
}
