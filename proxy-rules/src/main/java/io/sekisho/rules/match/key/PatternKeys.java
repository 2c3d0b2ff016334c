package io.sekisho.rules.match.key;

import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.table.Gate;
import io.sekisho.rules.match.table.HashIndex;
import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Hits;
import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.Section;
import io.sekisho.rules.match.table.TableFullException;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Listed endpoints, URLs, certificates and TLS client fingerprints, numbered from 0 in the order of
 * {@link KeyCursor}. Immutable, so any thread may ask it. Neither asking nor an answer allocates,
 * but for a visited path that is not canonical on a host that URLs are listed on.
 *
 * <p>The gate knows every key but those of URLs; of a URL it knows the host, and the path up to
 * each boundary. So a visited path is followed no further than listed ones go along with it.
 */
public final class PatternKeys {
  private static final Set<Section> SECTIONS = EnumSet.range(Section.KEY_FILTER, Section.KEY_BYTES);

  private final Image image;
  private final KeyHash hash;
  private final Gate gate;
  private final HashIndex index;
  private final KeyArena arena;
  private final int size;

  private PatternKeys(Image image, HashKey key) {
    this.image = image;
    this.hash = new KeyHash(key);
    this.gate = Gate.over(image.section(Section.KEY_FILTER));
    this.arena = new KeyArena(image);
    this.size = arena.size();
    this.index = HashIndex.over(image.section(Section.KEY_INDEX), size);
  }

  /**
   * The sections of a table of these keys, each of which may come once.
   *
   * @throws IllegalArgumentException if they are not in order
   * @throws TableFullException if a section would take more than 2 GiB
   */
  public static Image build(KeyCursor keys, HashKey key) {
    PatternKeysBuilder builder = new PatternKeysBuilder(key);
    while (keys.next()) {
      builder.add(keys.key(), keys.length());
    }
    return builder.build();
  }

  /** The table in an image, which is not read before it is asked. */
  public static PatternKeys over(Image image, HashKey key) {
    return new PatternKeys(image, key);
  }

  /** What kind of pattern the key is of that a cursor is at. */
  public static Pattern.Kind kind(KeyCursor cursor) {
    return switch (cursor.key()[0]) {
      case PatternKey.ENDPOINT -> Pattern.Kind.ENDPOINT;
      case PatternKey.URL -> Pattern.Kind.URL;
      case PatternKey.CERTIFICATE -> Pattern.Kind.CERTIFICATE;
      default -> Pattern.Kind.FINGERPRINT;
    };
  }

  public int size() {
    return size;
  }

  /**
   * The entry of a pattern, {@link Hits#NONE} where it is not listed so.
   *
   * @throws IllegalArgumentException if the pattern is not of a kind that is found by a key
   */
  public int find(Pattern pattern) {
    KeyBytes key = new KeyBytes();
    PatternKey.write(pattern, key);
    int length = PatternKey.matchLength(key.array(), key.length());
    int entry = find(hash.ofKey(key.array(), key.length()), key.array(), length);
    while (entry != Hits.NONE && !arena.equals(entry, key)) {
      boolean more = entry + 1 < size && arena.startsWith(entry + 1, key.array(), length);
      entry = more ? entry + 1 : Hits.NONE;
    }
    return entry;
  }

  /**
   * Adds the entries that match: the URLs, those of the longest canonical path first and the one
   * with a port before the one without, then the endpoint, the certificate or the fingerprint.
   */
  public void collect(KeyWalk walk, Hits hits) {
    if (walk.hasPath() && gate.mayHold(walk.hostHash())) {
      collectUrls(walk, hits);
    }
    if (gate.mayHold(walk.keyHash())) {
      int entry = find(walk.keyHash(), walk.key().array(), walk.key().length());
      if (entry != Hits.NONE) {
        hits.add(entry);
      }
    }
  }

  private void collectUrls(KeyWalk walk, Hits hits) {
    int first = hits.count();
    walk.toRoot();
    while (walk.nextBoundary() && gate.mayHold(walk.boundaryHash())) {
      collectUrls(walk, 0, hits);
      collectUrls(walk, walk.port(), hits);
    }
    hits.reverse(first);
  }

  /** Adds every listed spelling of the path up to the boundary. */
  private void collectUrls(KeyWalk walk, int port, Hits hits) {
    byte[] url = walk.url().array();
    long hashed = walk.boundaryHash(port);
    for (int at = index.first(hashed); at != HashIndex.NONE; at = index.next(at, hashed)) {
      int entry = index.entry(at);
      while (entry < size && arena.isUrl(entry, url, walk.reached(), port)) {
        hits.add(entry++);
      }
    }
  }

  /** The first entry whose key begins so, by the hash of that. */
  private int find(long hashed, byte[] beginning, int length) {
    for (int at = index.first(hashed); at != HashIndex.NONE; at = index.next(at, hashed)) {
      if (arena.startsWith(index.entry(at), beginning, length)) {
        return index.entry(at);
      }
    }
    return Hits.NONE;
  }

  /** The listed pattern of an entry. */
  public Pattern pattern(int entry) {
    byte[] key = arena.key(entry);
    return PatternKey.read(key, key.length);
  }

  /** Gives every endpoint and URL on a host. */
  public void forEachOn(Host host, IntConsumer entries) {
    for (int kind : new int[] {PatternKey.ENDPOINT, PatternKey.URL}) {
      KeyBytes start = PatternKey.host(host, new KeyBytes().put(kind));
      int entry = arena.firstFrom(start.array(), start.length());
      while (entry < size && arena.startsWith(entry, start.array(), start.length())) {
        entries.accept(entry++);
      }
    }
  }

  /** All keys in the order of their entries. */
  public KeyCursor cursor() {
    return new ArenaCursor(arena);
  }

  /** What its own sections take. */
  public long bytes() {
    return SECTIONS.stream().mapToLong(one -> image.section(one).limit()).sum();
  }
}
