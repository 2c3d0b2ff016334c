package io.sekisho.rules.match;

import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.Section;

/** Fills a {@link ClaimColumn}, entry after entry. */
final class ClaimColumnBuilder {
  private final Bytes words;
  private final Bytes records = new Bytes(0);

  ClaimColumnBuilder(int expectedEntries) {
    words = new Bytes((int) Math.min(1L << 30, (long) expectedEntries * Long.BYTES));
  }

  /** Adds the next entry, of which at least one thing is said. */
  void add(Group group) {
    if (group.size() == 1 && fits(group)) {
      long claim = (long) group.claim(0) << ClaimColumn.CLAIM_SHIFT;
      long end = (long) group.end(0) << ClaimColumn.LINE_BITS;
      words.putLong(claim | end | line(group.line(0)));
    } else {
      addElsewhere(group);
    }
  }

  private static long line(int line) {
    return line > ClaimColumn.MAX_LINE ? 0 : line;
  }

  private static boolean fits(Group group) {
    return group.claim(0) < ClaimColumn.ELSEWHERE;
  }

  private void addElsewhere(Group group) {
    if (group.size() > ClaimColumn.MAX_CLAIMS) {
      throw new IllegalStateException(group.size() + " claims of one pattern");
    }
    long first = records.size() / ClaimColumn.RECORD_BYTES;
    long mark = (long) ClaimColumn.ELSEWHERE << ClaimColumn.CLAIM_SHIFT;
    long count = (long) group.size() << Integer.SIZE;
    words.putLong(mark | count | first);
    for (int i = 0; i < group.size(); i++) {
      records.putInt(group.claim(i)).putInt(group.end(i)).putInt(group.line(i));
    }
  }

  void putInto(Image.Builder image) {
    image.put(Section.CLAIMS, words.written()).put(Section.MORE_CLAIMS, records.written());
  }
}
