package io.sekisho.app.feeds;

import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.feed.FeedFailure;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last copy of one feed that was refused, on disk for whoever wants to know what came: its
 * bytes, and beside them a text that says why and when, which is there only while they are. A disk
 * that fails is told in the log and stops nothing.
 */
final class RefusedCopy {
  /** Of a larger copy, only so many bytes are kept. */
  static final int MAX_BYTES = 1 << 24;

  private static final Logger LOG = LoggerFactory.getLogger(RefusedCopy.class);

  private final Path file;
  private final Path text;

  RefusedCopy(Path directory, String stem) {
    this.file = directory.resolve(stem + ".refused");
    this.text = directory.resolve(stem + ".refused.txt");
  }

  /** Keeps a copy in the place of the one before; one that is there already is left alone. */
  void keep(FeedCopy copy, FeedFailure failure, Instant at) {
    try {
      if (!isThere(copy)) {
        Files.deleteIfExists(text);
        write(copy);
        Files.writeString(text, description(copy, failure, at));
      }
    } catch (IOException e) {
      LOG.warn("{} cannot be kept: {}", file, e.toString());
    }
  }

  private boolean isThere(FeedCopy copy) throws IOException {
    return Files.exists(file)
        && Files.exists(text)
        && Files.readString(text).contains(digestLine(copy));
  }

  private static String digestLine(FeedCopy copy) {
    return "sha-256:  " + copy.digest() + "\n";
  }

  private static String description(FeedCopy copy, FeedFailure failure, Instant at) {
    long size = copy.size();
    return "refused:  %s%nbecause:  %s%nbytes:    %d%s%nmodified: %s%n%s"
        .formatted(
            at,
            failure,
            size,
            size > MAX_BYTES ? ", of which the first " + MAX_BYTES + " are kept" : "",
            copy.modified(),
            digestLine(copy));
  }

  private void write(FeedCopy copy) throws IOException {
    try (OutputStream out = new Beginning(new FileOutputStream(file.toFile()))) {
      copy.writeTo(out);
    }
  }

  /** Lets the first bytes through, and drops the others. */
  private static final class Beginning extends FilterOutputStream {
    private long left = MAX_BYTES;

    Beginning(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      int through = (int) Math.min(left, length);
      out.write(bytes, from, through);
      left -= through;
    }
  }
}
