package io.sekisho.app.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ChangeWatchTest {
  private static final long TENTH = Duration.ofMillis(100).toNanos();

  private final ChangeWatch watch = new ChangeWatch(Duration.ofSeconds(60));

  @Test
  void aChangeInPlaceIsDueOnceItHasRestedForATenth() {
    watch.wasRead(stamp(1), 0);

    assertThat(watch.isDue(stamp(1), TENTH)).isFalse();
    assertThat(watch.isDue(stamp(2), 2 * TENTH)).isFalse();
    assertThat(watch.isDue(stamp(3), 3 * TENTH)).isFalse();
    assertThat(watch.isDue(stamp(3), 4 * TENTH - 1)).isFalse();
    assertThat(watch.isDue(stamp(3), 4 * TENTH)).isTrue();
  }

  @Test
  void aFileInThePlaceOfAnotherIsDueOnceItWasSeenTwice() {
    long look = FileFeeds.POLL_INTERVAL.toNanos();
    watch.wasRead(stamp(1, "first"), 0);

    assertThat(watch.isDue(stamp(2, "second"), look)).isFalse();
    assertThat(watch.isDue(stamp(2, "second"), 2 * look)).isTrue();
  }

  @Test
  void aFileThatCameBackIsDueOnceItHasRestedForATenth() {
    watch.wasRead(FileStamp.ABSENT, 0);

    assertThat(watch.isDue(stamp(2, "second"), TENTH)).isFalse();
    assertThat(watch.isDue(stamp(2, "second"), 2 * TENTH - 1)).isFalse();
    assertThat(watch.isDue(stamp(2, "second"), 2 * TENTH)).isTrue();
  }

  @Test
  void aFileThatNeverRestsIsDueAfterTwoSeconds() {
    watch.wasRead(stamp(0), 0);

    for (int i = 1; i < 20; i++) {
      assertThat(watch.isDue(stamp(i), i * TENTH)).isFalse();
    }
    assertThat(watch.isDue(stamp(20), 20 * TENTH)).isTrue();
  }

  @Test
  void anUnchangedFileIsDueAtTheRefreshInterval() {
    watch.wasRead(stamp(1), 0);

    assertThat(watch.isDue(stamp(1), Duration.ofSeconds(59).toNanos())).isFalse();
    assertThat(watch.isDue(stamp(1), Duration.ofSeconds(60).toNanos())).isTrue();
  }

  @Test
  void aFileThatGoesAwayIsAChange() {
    watch.wasRead(stamp(1), 0);

    assertThat(watch.isDue(FileStamp.ABSENT, TENTH)).isFalse();
    assertThat(watch.isDue(FileStamp.ABSENT, 2 * TENTH)).isTrue();
  }

  private static FileStamp stamp(int second) {
    return stamp(second, "first");
  }

  private static FileStamp stamp(int second, String key) {
    return new FileStamp(Instant.ofEpochSecond(second), 10, key);
  }
}
