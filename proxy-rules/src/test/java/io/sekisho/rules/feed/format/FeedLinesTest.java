package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FeedLinesTest {
  private static final String[] PIECES = {"\n", "\r", "\r\n", "a", "b.example", " ", "\t", "ü"};

  @Test
  void linesAreThoseOfTheNaiveSplitHoweverTheBytesArrive() throws IOException {
    SplittableRandom random = new SplittableRandom(7);

    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      random.ints(random.nextInt(40), 0, PIECES.length).forEach(i -> text.append(PIECES[i]));

      assertThat(read(text.toString(), random)).isEqualTo(naive(text.toString()));
    }
  }

  private static List<String> naive(String text) {
    List<String> lines = new ArrayList<>(List.of(text.split("\r\n|\r|\n", -1)));
    if (lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    return lines.stream().map(String::strip).toList();
  }

  private static List<String> read(String text, SplittableRandom random) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    FeedLines lines = new FeedLines(trickling(new ByteArrayInputStream(bytes), random));
    List<String> found = new ArrayList<>();
    for (@Nullable FeedLine line = lines.next(); line != null; line = lines.next()) {
      found.add(line.text());
      assertThat(line.number()).isEqualTo(found.size());
    }
    return found;
  }

  private static InputStream trickling(InputStream in, SplittableRandom random) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        return in.read();
      }

      @Override
      public int read(byte[] into, int from, int length) throws IOException {
        return in.read(into, from, Math.min(length, random.nextInt(1, 4)));
      }
    };
  }
}
