package io.sekisho.app.feeds.reading;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reading of the last good copy of one feed, in a file beside it: the SHA-256 of what follows,
 * a line end, and JSON. A file that is not as it was written is as none, and so is one of another
 * version.
 */
public final class ReadingFile {
  private static final Logger LOG = LoggerFactory.getLogger(ReadingFile.class);

  /** Lists that repeat thousands of long URLs are read again rather than kept account of. */
  private static final int MAX_SIZE = 1 << 24;

  private static final int DIGEST = 64;

  private final @Nullable Path file;
  private final JsonMapper json = new JsonMapper();

  private ReadingFile(@Nullable Path file) {
    this.file = file;
  }

  /** In a directory that only this process writes to. */
  public static ReadingFile at(Path file) {
    return new ReadingFile(file);
  }

  /** Nothing is kept. */
  public static ReadingFile nowhere() {
    return new ReadingFile(null);
  }

  /** What was kept last, if copies are still read so. */
  public Optional<Reading> find(ReadingBasis basis) {
    Path at = file;
    if (at == null || !Files.isRegularFile(at)) {
      return Optional.empty();
    }
    try {
      Optional<KeptReading> kept = parse(at);
      if (kept.isEmpty()) {
        LOG.info("{} is damaged, or of another version, and not used", at);
      }
      return kept.filter(found -> found.isOf(basis)).map(found -> found.reading(basis.guards()));
    } catch (IOException | RuntimeException e) {
      LOG.info("{} cannot be used: {}", at, e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private Optional<KeptReading> parse(Path at) throws IOException {
    if (Files.size(at) > MAX_SIZE) {
      return Optional.empty();
    }
    byte[] all = Files.readAllBytes(at);
    if (all.length <= DIGEST) {
      return Optional.empty();
    }
    byte[] text = Arrays.copyOfRange(all, DIGEST + 1, all.length);
    String digest = new String(all, 0, DIGEST, StandardCharsets.US_ASCII);
    return Sha256.of(text).equals(digest)
        ? Optional.of(json.readValue(text, KeptReading.class)).filter(KeptReading::isOfThisVersion)
        : Optional.empty();
  }

  /** Written beside and moved, so that there is always one that is whole. */
  public void keep(Reading reading, ReadingBasis basis) {
    Path at = file;
    if (at == null || basis.digest().isEmpty()) {
      return;
    }
    Path next = at.resolveSibling(at.getFileName() + ".new");
    try {
      byte[] text = json.writeValueAsBytes(KeptReading.of(reading, basis));
      if (text.length + DIGEST >= MAX_SIZE) {
        Files.deleteIfExists(at);
        return;
      }
      Files.write(next, withDigest(text));
      Files.move(next, at, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("{} cannot be written: {}", at, e.toString());
      drop(next);
    }
  }

  private static byte[] withDigest(byte[] text) {
    byte[] head = (Sha256.of(text) + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(head, head.length + text.length);
    System.arraycopy(text, 0, all, head.length, text.length);
    return all;
  }

  private static void drop(Path unfinished) {
    try {
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      // The next one takes its place.
    }
  }
}
