package io.sekisho.rules.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.table.HashKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AmendmentTest {
  private static final String FEED = "soc";
  private static final Instant END = Instant.parse("2026-11-23T12:00:00Z");

  private final FeedIndex before = before();

  @Test
  void whatIsNewGoneAndOtherwiseIsCounted() {
    FeedIndex after =
        before
            .amended()
            .add(claim("new.example", 90, null))
            .add(claim("one.example", 50, null))
            .withdraw(name("two.example"))
            .withdraw(name("nobody.example"))
            .build();

    assertThat(after.change()).isEqualTo(new FeedChange(1, 1, 1));
    assertThat(after.entries()).isEqualTo(3);
  }

  @Test
  void whatIsClaimedAlreadyIsNoChange() {
    FeedIndex after =
        before
            .amended()
            .add(claim("one.example", 90, null))
            .add(claim("three.example", 90, END))
            .build();

    assertThat(after.change().isNone()).isTrue();
    assertThat(after.changes().size()).isZero();
    assertThat(after.entries()).isEqualTo(3);
  }

  @Test
  void anotherEndIsAChange() {
    FeedIndex after = before.amended().add(claim("three.example", 90, END.plusSeconds(60))).build();

    assertThat(after.change()).isEqualTo(new FeedChange(0, 0, 1));
    assertThat(after.lastExpiry()).isEmpty();
  }

  @Test
  void ofTwoAboutOnePatternTheLaterCounts() {
    FeedIndex after =
        before
            .amended()
            .withdraw(name("one.example"))
            .add(claim("one.example", 90, null))
            .add(claim("new.example", 90, null))
            .withdraw(name("new.example"))
            .build();

    assertThat(after.change().isNone()).isTrue();
  }

  private static FeedIndex before() {
    FeedIndex.Builder builder = FeedIndex.builder(FEED);
    builder.add(claim("one.example", 90, null));
    builder.add(claim("two.example", 90, null));
    builder.add(claim("three.example", 90, END));
    ClaimStore store = ClaimStore.empty(HashKey.ofProcess()).with(builder.build());
    return store.feed(FEED).orElseThrow();
  }

  private static Indicator claim(String name, int confidence, @Nullable Instant end) {
    return new Indicator(name(name), FEED, 0, null, confidence, end);
  }

  private static Pattern name(String name) {
    return new Pattern.SubTree(new HostName(name));
  }
}
