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

  /**
   * @param origin what an operator knows the copy by, such as a file name; it is a hint at the
   *     format too
   * @param raw not copied, so not to be changed any more
   * @param modified when this copy was made; the expiry of its entries counts from here
   */
  public FeedCopy(String origin, byte[] raw, Instant modified) {
    this.origin = origin;
    this.raw = raw;
    this.modified = modified;
  }

  public String origin() {
    return origin;
  }

  public Instant modified() {
    return modified;
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
