package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.feed.format.RejectReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HandoverTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, Handover.BATCH - 1, Handover.BATCH, Handover.BATCH + 1, 300_000})
  void everyEntryArrivesInOrder(int count) {
    List<FeedEntry> received = new ArrayList<>();

    try (Handover handover = new Handover(received::add)) {
      for (int line = 1; line <= count; line++) {
        handover.accept(entry(line));
      }
    }

    assertThat(received).hasSize(count);
    for (int line = 1; line <= count; line++) {
      assertThat(received.get(line - 1)).isEqualTo(entry(line));
    }
  }

  @Test
  void aReceiverThatBreaksEndsTheReading() {
    assertThatThrownBy(
            () -> {
              try (Handover handover = new Handover(HandoverTest::fail)) {
                for (int line = 1; line <= 200_000; line++) {
                  handover.accept(entry(line));
                }
              }
            })
        .hasMessage("broken");
  }

  private static void fail(FeedEntry entry) {
    throw new IllegalStateException("broken");
  }

  private static FeedEntry entry(int line) {
    return new FeedEntry.Rejected(line, "text", RejectReason.EMPTY);
  }
}
