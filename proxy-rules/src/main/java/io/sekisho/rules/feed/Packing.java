package io.sekisho.rules.feed;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** How the bytes of a copy are packed, told from the first of them. */
enum Packing {
  NONE {
    @Override
    InputStream unpack(CopyBytes bytes) throws IOException {
      return bytes.open();
    }
  },
  /** RFC 1952. */
  GZIP {
    @Override
    InputStream unpack(CopyBytes bytes) throws IOException {
      return new GZIPInputStream(bytes.open(), BUFFER);
    }
  },
  ZIP {
    @Override
    InputStream unpack(CopyBytes bytes) throws IOException {
      return SoleEntry.of(bytes);
    }
  };

  /** So many bytes tell. */
  static final int MAGIC = 4;

  private static final int BUFFER = 1 << 16;
  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int ZIP_ENTRY = 0x504b0304;
  private static final int ZIP_END = 0x504b0506;

  abstract InputStream unpack(CopyBytes bytes) throws IOException;

  static Packing of(CopyBytes bytes) throws IOException {
    try (InputStream in = bytes.open()) {
      return of(in.readNBytes(MAGIC));
    }
  }

  /**
   * Of what begins so.
   *
   * @param head shorter than {@link #MAGIC} where there is no more
   */
  static Packing of(byte[] head) {
    int word = 0;
    for (int i = 0; i < MAGIC; i++) {
      word = word << Byte.SIZE | (i < head.length ? head[i] & 0xff : 0);
    }
    if (word >>> Short.SIZE == GZIP_MAGIC) {
      return GZIP;
    }
    return word == ZIP_ENTRY || word == ZIP_END ? ZIP : NONE;
  }
}
