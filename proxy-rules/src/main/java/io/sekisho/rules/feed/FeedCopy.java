package io.sekisho.rules.feed;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One copy of a feed as it was received, perhaps packed. Small ones are in memory; of a large one
 * only the file is known, and each reading reads it anew.
 */
public final class FeedCopy {
  /** Most bytes of a copy before it is unpacked. */
  public static final long MAX_BYTES = 1L << 31;

  /** Most bytes of a copy that is held in memory. */
  static final int HELD_UP_TO = 1 << 24;

  private final String origin;
  private final CopyBytes bytes;
  private final String digest;
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
    this(origin, new CopyBytes.InMemory(raw), digestOf(raw), modified, modified);
  }

  private FeedCopy(String origin, CopyBytes bytes, String digest, Instant modified, Instant seen) {
    this.origin = origin;
    this.bytes = bytes;
    this.digest = digest;
    this.modified = modified;
    this.seen = seen;
  }

  /**
   * The copy that a file holds now. A large one goes on being read from there, so the file has to
   * stay, and whoever can change it is told by {@link #writeTo}.
   *
   * @throws IOException also where it is larger than {@link #MAX_BYTES}
   */
  public static FeedCopy inFile(String origin, Path file, Instant modified) throws IOException {
    long size = Files.size(file);
    if (size > MAX_BYTES) {
      throw new CopyTooLargeException("has more than " + MAX_BYTES + " bytes");
    }
    if (size <= HELD_UP_TO) {
      return new FeedCopy(origin, Files.readAllBytes(file), modified);
    }
    CopyBytes bytes = new CopyBytes.InFile(file, size);
    return new FeedCopy(origin, bytes, bytes.digest(), modified, modified);
  }

  private static String digestOf(byte[] raw) {
    return HexFormat.of().formatHex(CopyBytes.sha256().digest(raw));
  }

  /** This copy, which its source still had at {@code time}. */
  public FeedCopy seenAt(Instant time) {
    return new FeedCopy(origin, bytes, digest, modified, time);
  }

  /** This copy, which is known to have been made at {@code time}. */
  public FeedCopy madeAt(Instant time) {
    return new FeedCopy(origin, bytes, digest, time, seen);
  }

  /** This copy, whose bytes are in another file now, where nobody changes them. */
  public FeedCopy keptIn(Path file) {
    return new FeedCopy(origin, new CopyBytes.InFile(file, size()), digest, modified, seen);
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

  public long size() {
    return bytes.size();
  }

  /** Where its bytes are read from; empty where they are held. */
  public Optional<Path> file() {
    return bytes.file();
  }

  /** The SHA-256 of the bytes, in hexadecimal: two copies with the same one are the same. */
  public String digest() {
    return digest;
  }

  /**
   * Writes exactly the bytes of this copy.
   *
   * @throws IOException also where its file holds others by now; what was written is of no use then
   */
  public void writeTo(OutputStream out) throws IOException {
    try (DigestInputStream in = new DigestInputStream(bytes.open(), CopyBytes.sha256())) {
      in.transferTo(out);
      String written = HexFormat.of().formatHex(in.getMessageDigest().digest());
      if (!written.equals(digest)) {
        throw new IOException(origin + " changed while it was read");
      }
    }
  }

  /** The content, unpacked where it begins as gzip or zip does; each call begins anew. */
  CopyStream open() throws IOException {
    return CopyStream.over(bytes);
  }
}
