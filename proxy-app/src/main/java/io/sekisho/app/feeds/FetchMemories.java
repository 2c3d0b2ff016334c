package io.sekisho.app.feeds;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sekisho.app.feeds.LastGoodCopies.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is remembered of one feed on the web, in a file beside its last good copy. */
final class FetchMemories {
  private static final Logger LOG = LoggerFactory.getLogger(FetchMemories.class);
  private static final int MAX_SIZE = 1 << 16;

  private final Path file;
  private final Access access;
  private final JsonMapper json = new JsonMapper();

  FetchMemories(Path file, Access access) {
    this.file = file;
    this.access = access;
  }

  /** What was written last about this source; blank where that is damaged or about another. */
  FetchMemory read(String source) {
    FetchMemory blank = FetchMemory.blank(source);
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_SIZE) {
        return blank;
      }
      return known(json.readValue(file.toFile(), FetchMemory.class))
          .filter(found -> source.equals(found.source()))
          .orElse(blank);
    } catch (IOException e) {
      LOG.warn("{} is damaged and not used: {}", file, e.getClass().getSimpleName());
      return blank;
    }
  }

  /** A file may hold {@code null}. */
  private static Optional<FetchMemory> known(@Nullable FetchMemory found) {
    return Optional.ofNullable(found);
  }

  /** Written beside and moved, so that there is always one that is whole. */
  void write(FetchMemory memory) {
    if (access == Access.READ) {
      return;
    }
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.write(next, json.writeValueAsBytes(memory));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("{} cannot be written: {}", file, e.toString());
      LastGoodCopies.drop(next);
    }
  }
}
