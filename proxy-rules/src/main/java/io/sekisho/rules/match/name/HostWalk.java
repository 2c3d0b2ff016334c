package io.sekisho.rules.match.name;

import io.sekisho.rules.match.table.HashKey;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A host name and the keyed hash of each of its suffixes, computed label by label from the right as
 * far as somebody asks. The host may be as a client sent it: ASCII letters are taken in lower case
 * and one dot at the end is ignored. One that is empty or longer than a name can be has no labels.
 * Used again and again by one thread.
 */
public final class HostWalk {
  static final int MOST_CHARACTERS = 253;

  private static final int MOST_LABELS = MOST_CHARACTERS + 1;
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x7f7f_7f7f_7f7f_7f7fL;
  private static final long TO_HIGH_BIT_FROM_A = 0x3f3f_3f3f_3f3f_3f3fL;
  private static final long TO_HIGH_BIT_BEYOND_Z = 0x2525_2525_2525_2525L;
  private static final long DOTS = 0x2e2e_2e2e_2e2e_2e2eL;

  /** A text begins behind so many bytes, so that a word can be read that ends with any of it. */
  private static final int TEXT = Long.BYTES;

  private final SuffixHash hash;
  private final byte[] room = new byte[TEXT + MOST_CHARACTERS + 1 + Long.BYTES];
  private final long[] hashes = new long[MOST_LABELS + 1];
  private final int[] starts = new int[MOST_LABELS + 1];
  private final CharSequence text = new Text();
  private final CodedName coded = new CodedName();
  private final CodedName codedLabel = new CodedName();
  private final PackedName packed = new PackedName(coded);
  private CharSequence source = text;

  /** Where the host is as it was asked: from {@code base} on. */
  private byte[] bytes = room;

  private int base = TEXT;
  private int length;
  private int reached;
  private boolean isFolded;
  private boolean isCoded;
  private int tld;

  public HostWalk(HashKey key) {
    this.hash = new SuffixHash(key);
  }

  /** Begins at the right end of a host. */
  public HostWalk to(CharSequence host) {
    source = host;
    length = host.length();
    if (length > MOST_CHARACTERS + 1) {
      return begin(0);
    }
    copy(host);
    return begin(length);
  }

  /**
   * Begins at the right end of a host that is there in ASCII, and must stay there while the walk is
   * asked.
   */
  public HostWalk to(byte[] host, int from, int to) {
    source = text;
    length = to - from;
    if (length > MOST_CHARACTERS + 1) {
      return begin(0);
    }
    if (from >= TEXT) {
      bytes = host;
      base = from;
    } else {
      keep();
      System.arraycopy(host, from, room, TEXT, length);
    }
    return begin(length);
  }

  /** Begins at the right end of a name that is there from its last character to its first. */
  HostWalk toReversed(byte[] reversed, int from, int count) {
    source = text;
    keep();
    for (int i = 0; i < count; i++) {
      room[TEXT + count - 1 - i] = reversed[from + i];
    }
    return begin(count);
  }

  /** As asked, in lower case and without a dot at its end; changes when the walk begins anew. */
  public CharSequence host() {
    return text;
  }

  /** Whether the host has so many labels; from 1. */
  public boolean has(int labels) {
    while (reached < labels && starts[reached] > 0) {
      advance();
    }
    return reached >= labels;
  }

  /** The hash of the suffix of so many labels, which the host {@linkplain #has has}. */
  public long hash(int labels) {
    return hashes[labels];
  }

  /** Where that suffix begins in {@link #host()}. */
  public int start(int labels) {
    return starts[labels];
  }

  /** The head of the suffix of so many labels, as {@link NameHead} tells. */
  int head(int labels) {
    return NameHead.of(bytes, base + starts[labels], base + labelEnd(labels));
  }

  /** The place in order of that suffix, which has this head, as a listed name. */
  long place(int labels, int head, Extent extent) {
    return NameHead.place(head, bodyHash(labels, NameCode.count(head), extent));
  }

  /** The place in order of the whole host. */
  long place(Extent extent) {
    int labels = labels();
    return place(labels, head(labels), extent);
  }

  /** The keyed hash of the whole host as a body without its head. */
  long bodyHash(Extent extent) {
    return bodyHash(labels(), 0, extent);
  }

  /** The hash of a suffix that so many characters of its first label are left out of. */
  private long bodyHash(int labels, int without, Extent extent) {
    int from = starts[labels] + without;
    int at = labelEnd(labels);
    long soFar = hashes[Math.max(0, labels - 1)];
    for (; at - from >= Long.BYTES; at -= Long.BYTES) {
      soFar = hash.word(soFar, wordBefore(at));
    }
    int rest = (at - from) * Byte.SIZE;
    return hash.entry(hash.rest(soFar, last(wordBefore(at), rest), rest), extent);
  }

  /** The suffix of so many labels, with this head and place, as names are packed. */
  PackedName packed(int labels, int head, Extent extent, long place) {
    int from = starts[labels] + NameCode.count(head);
    if (labels <= 1) {
      codedLabel.set(bytes, base, starts[labels], length);
      packed.set(head, codedLabel, FrequentTld.NONE, from, extent, place);
    } else {
      packed.set(head, coded(), tld, from, extent, place);
    }
    return packed;
  }

  /** The host without a frequent top-level domain and the dot before it. */
  private CodedName coded() {
    if (!isCoded) {
      int characters = length - starts[1];
      tld =
          characters > FrequentTld.LONGEST
              ? FrequentTld.NONE
              : FrequentTld.number(last(wordBefore(length), characters * Byte.SIZE));
      coded.set(bytes, base, 0, tld == FrequentTld.NONE ? length : starts[1] - 1);
      isCoded = true;
    }
    return coded;
  }

  /** The number of labels that the host has. */
  int labels() {
    while (starts[reached] > 0) {
      advance();
    }
    return reached;
  }

  /**
   * Whether the bytes that are hashed and compared are the host itself. They are not where it has
   * characters beyond ISO 8859-1; so a match holds only if this does.
   */
  boolean isFaithful() {
    if (source == text) {
      return true;
    }
    for (int i = 0; i < source.length(); i++) {
      if (source.charAt(i) > 0xff) {
        return false;
      }
    }
    return true;
  }

  /** Whether the suffix of so many labels is the name that begins there. */
  boolean endsWith(int labels, byte[] names, int from, int to) {
    int start = starts[labels];
    return Arrays.equals(folded(), TEXT + start, TEXT + length, names, from, to) && isFaithful();
  }

  private HostWalk begin(int count) {
    length = count > 0 && bytes[base + count - 1] == '.' ? count - 1 : count;
    if (length > MOST_CHARACTERS) {
      length = 0;
    }
    isFolded = false;
    isCoded = false;
    reached = 0;
    starts[0] = length == 0 ? 0 : length + 1;
    hashes[0] = hash.seed();
    return this;
  }

  /** Only the low byte of each character; {@link #isFaithful} says whether that was all. */
  @SuppressWarnings("deprecation")
  private void copy(CharSequence host) {
    keep();
    if (host instanceof String string) {
      string.getBytes(0, length, room, TEXT);
      return;
    }
    for (int i = 0; i < length; i++) {
      room[TEXT + i] = (byte) host.charAt(i);
    }
  }

  private void keep() {
    bytes = room;
    base = TEXT;
  }

  /** The host in lower case, in {@link #room}. */
  private byte[] folded() {
    if (!isFolded) {
      if (bytes != room) {
        System.arraycopy(bytes, base, room, TEXT, length);
        keep();
      }
      for (int i = TEXT; i < TEXT + length; i += Long.BYTES) {
        WORD.set(room, i, lowerCase((long) WORD.get(room, i)));
      }
      isFolded = true;
    }
    return room;
  }

  private static long lowerCase(long word) {
    long bits = word & LOW_BITS;
    long fromA = bits + TO_HIGH_BIT_FROM_A;
    long beyondZ = bits + TO_HIGH_BIT_BEYOND_Z;
    return word | ((fromA ^ beyondZ) & ~word & ~LOW_BITS) >>> 2;
  }

  private void advance() {
    int at = starts[reached] - 1;
    long soFar = hashes[reached];
    long word = wordBefore(at);
    long dots = dots(word, at);
    while (dots == 0) {
      soFar = hash.word(soFar, word);
      at -= Long.BYTES;
      word = wordBefore(at);
      dots = dots(word, at);
    }
    int rest = Long.numberOfLeadingZeros(dots);
    reached++;
    hashes[reached] = hash.rest(soFar, last(word, rest), rest);
    starts[reached] = at - rest / Byte.SIZE;
  }

  /** Where the first label ends of the suffix of so many. */
  private int labelEnd(int labels) {
    return labels == 0 ? 0 : starts[labels - 1] - 1;
  }

  /** The eight characters before a place of the host, the first of them in the lowest place. */
  private long wordBefore(int at) {
    return lowerCase((long) WORD.get(bytes, base + at - Long.BYTES));
  }

  /** The upper bits of a word, fewer than all of them. */
  private static long last(long word, int bits) {
    return word >>> (Long.SIZE - 1 - bits) >>> 1;
  }

  /** The highest bit of each byte that is a dot; the text is as if it began behind one. */
  private static long dots(long word, int charactersLeft) {
    long other = word ^ DOTS;
    long dots = ~(((other & LOW_BITS) + LOW_BITS) | other | LOW_BITS);
    int half = Math.min(charactersLeft, 15) << 2;
    return dots | Long.MIN_VALUE >>> half >>> half;
  }

  /** The host as it is hashed. */
  private final class Text implements CharSequence {
    @Override
    public int length() {
      return length;
    }

    @Override
    public char charAt(int index) {
      return (char) (folded()[TEXT + index] & 0xff);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return toString().substring(start, end);
    }

    @Override
    public String toString() {
      return new String(folded(), TEXT, length, StandardCharsets.ISO_8859_1);
    }
  }
}
