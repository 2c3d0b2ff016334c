package io.sekisho.app.feeds.http;

import io.sekisho.rules.feed.FeedFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** How a body is packed for the way (RFC 9110, section 8.4). */
enum ContentCoding {
  IDENTITY {
    @Override
    InputStream decode(InputStream body) {
      return body;
    }
  },
  GZIP {
    @Override
    InputStream decode(InputStream body) throws IOException {
      return new GZIPInputStream(body, BUFFER);
    }
  },
  /** Meant to be zlib data (RFC 1950); some servers send it bare (RFC 1951). */
  DEFLATE {
    @Override
    InputStream decode(InputStream body) throws IOException {
      PushbackInputStream peeked = new PushbackInputStream(body, 1);
      int first = peeked.read();
      if (first >= 0) {
        peeked.unread(first);
      }
      boolean zlib = (first & METHOD) == DEFLATED;
      return new InflaterInputStream(peeked, new Inflater(!zlib), BUFFER);
    }
  };

  /** What servers are told that can be decoded here. */
  static final String ACCEPTED = "gzip, deflate";

  private static final int BUFFER = 1 << 16;
  private static final int METHOD = 0x0f;
  private static final int DEFLATED = 8;

  abstract InputStream decode(InputStream body) throws IOException;

  static ContentCoding named(String name) throws DownloadFault {
    return switch (name.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> IDENTITY;
      case "gzip", "x-gzip" -> GZIP;
      case "deflate" -> DEFLATE;
      default ->
          throw new DownloadFault(
              FeedFault.BROKEN_ARCHIVE, "answered in a content coding that nobody asked for");
    };
  }
}
