package io.sekisho.app.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.feed.EmptyHandling;
import io.sekisho.rules.feed.FeedReader;
import io.sekisho.rules.feed.FeedSettings;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.feed.SpecialPurposeHandling;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CopyLoaderTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration LIFE = Duration.ofDays(30);

  private final LiveRules rules = new LiveRules(InstantSource.system());
  @TempDir private Path directory;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private Path file = Path.of("unset");

  @BeforeEach
  void writeListLongUnchanged() throws IOException {
    file = Files.writeString(directory.resolve("c2.txt"), "c2.example\n");
    Files.setLastModifiedTime(file, FileTime.from(START.minus(Duration.ofDays(400))));
  }

  @Test
  void listOlderThanItsExpiryCountsFromWhenItWasFound() throws IOException {
    CopyLoad load = load(loader());

    assertThat(outcome(load)).isEqualTo("good");
    assertThat(seen(load)).isEqualTo(START);
  }

  @Test
  void whatIsStillListedIsRenewedOnceATenthOfItsLifeIsOver() throws IOException {
    CopyLoader loader = loader();
    takeEffect(loader);

    now.set(START.plus(LIFE.dividedBy(10)));
    String before = outcome(load(loader));
    now.set(START.plus(LIFE.dividedBy(10)).plusSeconds(1));
    CopyLoad after = load(loader);

    assertThat(before).isEqualTo("same");
    assertThat(seen(after)).isEqualTo(now.get());
  }

  private CopyLoader loader() {
    FeedSettings settings =
        new FeedSettings(
            "c2",
            FormatChoice.DOMAINS,
            FeedSettings.DEFAULT_CONFIDENCE,
            LIFE,
            SpecialPurposeHandling.REFUSE);
    GateSettings gate =
        new GateSettings(EmptyHandling.REFUSE, GateSettings.DEFAULT_MAX_SHRINK_PERCENT);
    return new CopyLoader(
        new FeedReader(settings),
        gate,
        entries -> {},
        LastReading.unkept(() -> rules.current().feed("c2")));
  }

  private CopyLoad load(CopyLoader loader) throws IOException {
    return loader.load(new FileOrigin(file, now::get).copy());
  }

  private void takeEffect(CopyLoader loader) throws IOException {
    Runnable effect =
        load(loader)
            .fold(
                good ->
                    () -> {
                      rules.replace(good.read().index());
                      loader.last().tookEffect(good);
                    },
                same -> () -> {},
                bad -> () -> {});
    effect.run();
  }

  private static String outcome(CopyLoad load) {
    return load.fold(good -> "good", same -> "same", bad -> bad.toString());
  }

  private static Instant seen(CopyLoad load) {
    return load.fold(good -> good.copy().seen(), same -> Instant.MIN, bad -> Instant.MIN);
  }
}
