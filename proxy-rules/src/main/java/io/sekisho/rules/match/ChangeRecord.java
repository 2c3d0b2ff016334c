package io.sekisho.rules.match;

import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.Section;
import java.nio.ByteBuffer;

/**
 * One change of a store as bytes, for a journal: the state of the feed behind it, the level that
 * says what is different, and the sweep behind which the state was counted, since a snapshot may be
 * of a later one.
 */
public final class ChangeRecord {
  private static final int CHANGES = 0;
  private static final int ANEW = 1;
  private static final int REMOVAL = 2;

  private ChangeRecord() {}

  /** The bytes of what {@link ClaimStore#with} makes of a store. */
  public static ByteBuffer of(FeedIndex index, ClaimStore before) {
    boolean follows = index.follows(before.state(index.feed()).orElse(null));
    Level level = follows ? index.delta().level(before.key()) : index.whole(before.key());
    Bytes bytes = new Bytes((int) Math.min(1 << 30, level.image().bytes() + 1024));
    bytes.putByte(follows ? CHANGES : ANEW);
    StoreImage.write(before.next(index), bytes);
    write(level, bytes);
    return bytes.putLong(before.sweep()).written();
  }

  /** The bytes of what {@link ClaimStore#without} makes of a store. */
  public static ByteBuffer ofRemoval(String feed) {
    return new Bytes(64).putByte(REMOVAL).putText(feed).written();
  }

  /**
   * The store in which the change of {@code bytes} was made.
   *
   * @throws RuntimeException where the bytes are none of a change
   */
  public static ClaimStore apply(ClaimStore store, ByteBuffer bytes) {
    int kind = bytes.get(0);
    ClaimReader reader = new ClaimReader(bytes, 1);
    if (kind == REMOVAL) {
      return store.without(reader.requiredText());
    }
    FeedState state = StoreImage.read(reader);
    Level level = level(reader);
    long sweep = reader.longNumber();
    return kind == CHANGES ? store.changed(level, state, sweep) : store.anew(level, state);
  }

  private static void write(Level level, Bytes to) {
    HashKey key = level.key();
    to.putLong(key.first()).putLong(key.second()).putLong(key.third()).putLong(key.fourth());
    to.putInt(level.image().sections().size());
    for (Section section : level.image().sections()) {
      to.putInt(section.number()).putBytes(level.image().section(section));
    }
  }

  private static Level level(ClaimReader from) {
    HashKey key =
        new HashKey(from.longNumber(), from.longNumber(), from.longNumber(), from.longNumber());
    Image.Builder image = Image.builder();
    for (int i = from.number(); i > 0; i--) {
      Section section = Section.numbered(from.number()).orElseThrow();
      image.put(section, from.bytes());
    }
    return Level.over(image.build(), key);
  }
}
