package io.sekisho.app.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.FeedStatus.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How changes of a file come into force. */
final class FeedChangeTest {
  private static final Duration IN_FORCE_WITHIN = Duration.ofSeconds(1);
  private static final Duration WRITERS_PAUSE = Duration.ofMillis(300);

  @TempDir private Path directory;
  private WatchedFile feed = WatchedFile.UNSET;

  @BeforeEach
  void writeFirstCopy() throws IOException {
    feed = WatchedFile.in(directory);
  }

  /** A way in which an operator's tools change a file. */
  enum Change {
    REWRITE {
      @Override
      void make(Path file, String text) throws IOException {
        Files.writeString(file, text);
      }
    },
    RENAME {
      @Override
      void make(Path file, String text) throws IOException {
        Path next = file.resolveSibling("next");
        Files.writeString(next, text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
      }
    },
    SYMBOLIC_LINK {
      @Override
      void make(Path file, String text) throws IOException {
        Path target = Files.writeString(file.resolveSibling("target"), text);
        Path link = Files.createSymbolicLink(file.resolveSibling("link"), target);
        Files.move(link, file, StandardCopyOption.ATOMIC_MOVE);
      }
    },
    DELETE_AND_CREATE {
      @Override
      void make(Path file, String text) throws IOException {
        Files.delete(file);
        Files.writeString(file, text);
      }
    };

    abstract void make(Path file, String text) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void aChangeIsInForceWithinASecond(Change change) throws IOException {
    try (FileFeeds feeds = feed.started()) {
      change.make(feed.file(), "two.example\nthree.example\n");
      long changed = System.nanoTime();

      WatchedFile.await(() -> feed.isHostile("three.example"));

      assertThat(Duration.ofNanos(System.nanoTime() - changed)).isLessThan(IN_FORCE_WITHIN);
      assertThat(feed.isHostile("one.example")).isFalse();
      assertThat(WatchedFile.status(feeds).standing()).isEqualTo(Standing.CURRENT);
    }
  }

  @Test
  void aWriterThatPausesHalfWayIsReadToItsEnd() throws IOException {
    String first = names(0, 2_000);
    String second = names(2_000, 4_000);
    try (FileFeeds feeds = feed.started()) {
      Files.writeString(feed.file(), first);
      LockSupport.parkNanos(WRITERS_PAUSE.toNanos());
      Files.writeString(feed.file(), second, StandardOpenOption.APPEND);
      long changed = System.nanoTime();

      WatchedFile.await(() -> feed.rules().current().feeds().get(0).entries() == 4_000);

      assertThat(Duration.ofNanos(System.nanoTime() - changed)).isLessThan(IN_FORCE_WITHIN);
      assertThat(WatchedFile.status(feeds).standing()).isEqualTo(Standing.CURRENT);
    }
  }

  /** The cut within a line makes the half look cut short, so it is refused, and then mended. */
  @Test
  void aWriterThatPausesWithinALineIsReadToItsEnd() throws IOException {
    Files.writeString(feed.file(), names(0, 4_000));
    String whole = names(1_000, 5_000);
    int half = whole.indexOf("example", whole.length() / 2);
    try (FileFeeds feeds = feed.started()) {
      Files.writeString(feed.file(), whole.substring(0, half));
      WatchedFile.await(() -> WatchedFile.status(feeds).isFailing());
      Files.writeString(feed.file(), whole.substring(half), StandardOpenOption.APPEND);
      long changed = System.nanoTime();

      WatchedFile.await(() -> feed.isHostile("n4999.example"));

      assertThat(Duration.ofNanos(System.nanoTime() - changed)).isLessThan(IN_FORCE_WITHIN);
      assertThat(feed.isHostile("n0.example")).isFalse();
      assertThat(feed.rules().current().feeds().get(0).entries()).isEqualTo(4_000);
    }
  }

  @Test
  void aRepairedFileIsInForceAgain() throws IOException {
    try (FileFeeds feeds = feed.started()) {
      Files.delete(feed.file());
      WatchedFile.await(() -> WatchedFile.status(feeds).isFailing());
      Files.writeString(feed.file(), "four.example\n");

      WatchedFile.await(() -> feed.isHostile("four.example"));

      assertThat(WatchedFile.status(feeds).isFailing()).isFalse();
      assertThat(WatchedFile.status(feeds).failure()).isPresent();
    }
  }

  @Test
  void aChangeThatTheAttributesHideIsFoundByReload() throws IOException {
    FileTime time = Files.getLastModifiedTime(feed.file());
    try (FileFeeds feeds = feed.started()) {
      Files.writeString(feed.file(), "new.example\ntwo.example\n");
      Files.setLastModifiedTime(feed.file(), time);

      feeds.reload().toCompletableFuture().join();

      assertThat(feed.isHostile("new.example")).isTrue();
    }
  }

  @Test
  void aFileThatNeverRestsIsReadAllTheSame() throws IOException {
    try (FileFeeds feeds = feed.started()) {
      StringBuilder text = new StringBuilder("one.example\n");
      long until = System.nanoTime() + WatchedFile.PATIENCE.toNanos();
      while (!feed.isHostile("n0.example") && System.nanoTime() < until) {
        text.append("n").append(text.length() % 7 == 5 ? 0 : text.length()).append(".example\n");
        Files.writeString(feed.file(), text.indexOf("n0.") > 0 ? text : text + "n0.example\n");
        LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
      }

      assertThat(feed.isHostile("n0.example")).isTrue();
      assertThat(WatchedFile.status(feeds).isFailing()).isFalse();
    }
  }

  private static String names(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "n" + i + ".example\n")
        .collect(Collectors.joining());
  }
}
