package io.sekisho.rules.feed;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The bytes of a copy as they were received, which can be read more than once. */
sealed interface CopyBytes {

  long size();

  InputStream open() throws IOException;

  /** Where they are, if that is a file. */
  Optional<Path> file();

  /** Held by the copy itself; not copied, so not to be changed any more. */
  final class InMemory implements CopyBytes {
    private final byte[] raw;

    InMemory(byte[] raw) {
      this.raw = raw;
    }

    @Override
    public long size() {
      return raw.length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(raw);
    }

    @Override
    public Optional<Path> file() {
      return Optional.empty();
    }
  }

  /** Too many to be held. Whoever keeps them compares the digest, should the file have changed. */
  record InFile(Path path, long size) implements CopyBytes {
    private static final int BUFFER = 1 << 16;

    @Override
    public InputStream open() throws IOException {
      return new BufferedInputStream(Files.newInputStream(path), BUFFER);
    }

    @Override
    public Optional<Path> file() {
      return Optional.of(path);
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Their SHA-256 in hexadecimal. */
  default String digest() throws IOException {
    try (DigestInputStream in = new DigestInputStream(open(), sha256())) {
      byte[] buffer = new byte[1 << 16];
      while (in.read(buffer) >= 0) {}
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }
  }
}
