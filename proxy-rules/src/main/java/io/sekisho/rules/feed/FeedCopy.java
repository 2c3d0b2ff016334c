package io.sekisho.rules.feed;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** One copy of a feed as it was received, perhaps packed. */
public final class FeedCopy {
  /** Most bytes of a copy before it is unpacked. */
  public static final int MAX_BYTES = 1 << 29;

  private final String origin;
  private final byte[] raw;
  private final Instant modified;
  private final Instant seen;

  /**
   * A copy that its source had when it was made.
   *
   * @param origin what an operator knows the copy by, such as a file name; it is a hint at the
   *     format too
   * @param raw not copied, so not to be changed any more
   * @param modified when this copy was made
   */
  public FeedCopy(String origin, byte[] raw, Instant modified) {
    this(origin, raw, modified, modified);
  }

  private FeedCopy(String origin, byte[] raw, Instant modified, Instant seen) {
    this.origin = origin;
    this.raw = raw;
    this.modified = modified;
    this.seen = seen;
  }

  /** This copy, which its source still had at {@code time}. */
  public FeedCopy seenAt(Instant time) {
    return new FeedCopy(origin, raw, modified, time);
  }

  public String origin() {
    return origin;
  }

  public Instant modified() {
    return modified;
  }

  /**
   * When its source last had it. The expiry of its entries counts from here: what a feed goes on
   * listing goes on being listed, and what it was found to list before it went away does not live
   * for ever.
   */
  public Instant seen() {
    return seen;
  }

  public int size() {
    return raw.length;
  }

  /** The SHA-256 of the bytes, in hexadecimal: two copies with the same one are the same. */
  public String digest() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public void writeTo(OutputStream out) throws IOException {
    out.write(raw);
  }

  /** The content, unpacked where it begins as gzip does (RFC 1952); each call begins anew. */
  CopyStream open() throws IOException {
    return CopyStream.over(raw);
  }
}
