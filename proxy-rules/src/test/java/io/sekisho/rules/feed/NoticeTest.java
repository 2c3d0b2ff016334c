package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.feed.format.FeedFormat;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.feed.format.Particulars;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Pattern;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows from what a copy says about itself. */
final class NoticeTest {
  /** {@code =3}: a count; {@code !text}: a notice; {@code -name}: one that has expired. */
  private record Telling(String label) implements FeedFormat {
    @Override
    public void read(InputStream copy, Consumer<FeedEntry> entries) throws IOException {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(copy, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        entries.accept(entry(line));
      }
    }

    private static FeedEntry entry(String line) {
      String rest = line.substring(1);
      return switch (line.charAt(0)) {
        case '=' -> new FeedEntry.Note(1, FeedEntry.Note.Kind.COUNT, rest, Integer.parseInt(rest));
        case '!' -> new FeedEntry.Note(1, FeedEntry.Note.Kind.DEPRECATED, rest, 0);
        case '-' -> claim(rest, Particulars.NONE.withValidUntil(Instant.EPOCH));
        default -> claim(line, Particulars.NONE);
      };
    }

    private static FeedEntry claim(String name, Particulars said) {
      return new FeedEntry.Claim(new Pattern.ExactName(new HostName(name)), 1, said);
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-,          a|b|=2, accepted",
        "-,          a|b|=3, cut-short",
        "-,          a|b|=1, accepted",
        "a|b|c|=3,   a|b,    cut-short",
        "a|b|=2,     a|b|c,  accepted",
        "a|b,        a,      accepted",
        "a|b,        !bye,   deprecated",
        "a|b,        a|!bye, accepted",
        "-,          !bye,   empty",
        "a|b,        -a|-b,  expired",
        "a|b,        -a|b,   accepted",
        "-,          -a|-b,  accepted",
      })
  void whatACopySaysOfItselfIsHeld(@Nullable String before, String now, String expected) {
    FeedSettings settings = FeedSettings.of("test", FormatChoice.of(new Telling("telling")));
    LastGood lastGood =
        before == null ? null : LastGood.of(Texts.read(settings, before.replace('|', '\n') + "\n"));
    FeedCopy copy = Texts.copy(now.replace('|', '\n') + "\n");

    String judged =
        new FeedGate(GateSettings.DEFAULT)
            .judge(copy, new FeedReader(settings).read(copy), lastGood)
            .fold(accepted -> "accepted", refused -> refused.failure().fault().label());

    assertThat(judged).isEqualTo(expected);
  }
}
