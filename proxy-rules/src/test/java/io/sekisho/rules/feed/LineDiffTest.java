package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.guard.Guards;
import io.sekisho.rules.match.FeedIndex;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LineDiffTest {
  private static final FeedSettings SETTINGS = Texts.settings("domains");

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "a|b|c| ~ a|b|c|   ~ ''   ~ ''",
        "a|b|c| ~ a|x|b|c| ~ ''   ~ 2:x|",
        "a|b|c| ~ a|c|     ~ b|   ~ ''",
        "a|b|c| ~ a|b|c|d  ~ ''   ~ 4:d",
        "a|b|c| ~ a|b|c    ~ c|   ~ 3:c",
        "a|b|c  ~ a|b|c    ~ ''   ~ ''",
        "''     ~ a|       ~ ''   ~ 1:a|",
        "a|     ~ ''       ~ a|   ~ ''",
        "a|b|c| ~ x|y|z|   ~ a|b|c| ~ 1:x|2:y|3:z|",
      })
  void findsTheLinesThatWentAndCame(String before, String now, String gone, String come)
      throws IOException {
    LineDiff.Difference found = diff(before, now).orElseThrow();

    assertThat(text(found.gone())).isEqualTo(gone.replace('|', '\n'));
    assertThat(numbered(found)).isEqualTo(come.replace('|', '\n'));
  }

  @Test
  void givesUpWhereTheTextsHaveLittleInCommon() throws IOException {
    String one = lines(IntStream.range(0, 5_000).mapToObj(i -> "a" + i).toList());
    String other = lines(IntStream.range(0, 5_000).mapToObj(i -> "b" + i).toList());

    assertThat(diff(one, other)).isEmpty();
  }

  @Test
  void givesUpWhereTheTextsDifferInTooManyPlaces() throws IOException {
    List<String> one = new ArrayList<>();
    List<String> other = new ArrayList<>();
    for (int i = 0; i < LineDiff.MOST_PLACES; i++) {
      one.addAll(List.of("same" + i, "also" + i, "a" + i));
      other.addAll(List.of("same" + i, "also" + i, "b" + i));
    }
    assertThat(diff(lines(one), lines(other))).isPresent();
    one.addAll(List.of("same", "also", "a"));
    other.addAll(List.of("same", "also", "b"));

    assertThat(diff(lines(one), lines(other))).isEmpty();
  }

  @Test
  void givesUpWhereLinesEndByCarriageReturns() throws IOException {
    assertThat(diff("a|b\rc|", "a|d\rc|")).isEmpty();
  }

  /** A list that changes here and there, as whole lists and as changes of the one before. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aCopyReadByItsDifferencesIsAsIfItWasReadWhole(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      names.add("first" + i + ".example");
    }
    FeedReading.Read by = read(null, lines(names), null);
    String before = lines(names);
    Set<String> ever = new TreeSet<>(names);
    for (int i = 0; i < 60; i++) {
      change(names, random);
      ever.addAll(names);
      String now = lines(names);

      FeedReading.Read updated = read(by.index(), now, earlier(before, by));
      FeedReading.Read whole = read(null, now, null);

      assertThat(updated.index().counts()).isEqualTo(whole.index().counts());
      assertThat(updated.report().accepted()).isEqualTo(whole.report().accepted());
      assertThat(updated.report().rejected()).isEqualTo(whole.report().rejected());
      assertThat(matching(updated.index(), ever)).isEqualTo(matching(whole.index(), ever));
      by = updated;
      before = now;
    }
  }

  /** Of what is listed, and of what was, what matches. */
  private static List<String> matching(FeedIndex index, Set<String> names) {
    return names.stream()
        .filter(name -> name.endsWith(".example") && !Found.at(index, name).isEmpty())
        .toList();
  }

  private static EarlierCopy earlier(String text, FeedReading.Read read) {
    return new EarlierCopy(Texts.copy(text), read.report(), read.guards(), read.repeated());
  }

  private static FeedReading.Read read(
      @Nullable FeedIndex before, String text, @Nullable EarlierCopy earlier) {
    FeedReader reader = new FeedReader(SETTINGS, GateSettings.DEFAULT, () -> Guards.NONE);
    return reader
        .read(Texts.copy(text), before, earlier, entries -> {})
        .fold(
            good -> good,
            bad -> {
              throw new AssertionError(bad);
            });
  }

  private static void change(List<String> names, SplittableRandom random) {
    for (int i = random.nextInt(5); i > 0; i--) {
      names.remove(random.nextInt(names.size()));
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      names.add(random.nextInt(names.size() + 1), name(random));
    }
  }

  /** Now and then one that is there already, or that is none. */
  private static String name(SplittableRandom random) {
    return switch (random.nextInt(40)) {
      case 0 -> "again.example";
      case 1 -> "no name at all";
      case 2 -> "# a comment " + random.nextInt(9);
      default -> "n" + random.nextInt(1_000_000) + ".example";
    };
  }

  private static Optional<LineDiff.Difference> diff(String before, String now) throws IOException {
    return LineDiff.between(stream(before), stream(now));
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.replace('|', '\n').getBytes(StandardCharsets.UTF_8));
  }

  private static String text(InputStream bytes) throws IOException {
    return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String numbered(LineDiff.Difference found) throws IOException {
    StringBuilder text = new StringBuilder();
    int line = 1;
    for (String come : text(found.come()).split("(?<=\n)", 0)) {
      text.append(come.isEmpty() ? "" : found.line(line++) + ":" + come);
    }
    return text.toString();
  }

  private static String lines(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }
}
