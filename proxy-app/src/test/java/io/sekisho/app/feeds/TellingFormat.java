package io.sekisho.app.feeds;

import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.feed.format.FeedFormat;
import io.sekisho.rules.feed.format.Particulars;
import io.sekisho.rules.feed.format.RejectReason;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Pattern;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * A format whose copies tell of themselves: names, perhaps with an end, {@code # entries: N}, and
 * {@code # deprecated}.
 */
record TellingFormat(String label) implements FeedFormat {
  private static final String COUNT = "# entries: ";

  @Override
  public void read(InputStream copy, Consumer<FeedEntry> entries) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(copy, StandardCharsets.UTF_8));
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      entries.accept(entry(line, ++number));
    }
  }

  private static FeedEntry entry(String line, int number) {
    if (line.startsWith(COUNT)) {
      int count = Integer.parseInt(line.substring(COUNT.length()));
      return new FeedEntry.Note(number, FeedEntry.Note.Kind.COUNT, line, count);
    }
    if (line.startsWith("#")) {
      return new FeedEntry.Note(number, FeedEntry.Note.Kind.DEPRECATED, line, 0);
    }
    String[] fields = line.split(" ", 2);
    Instant end = fields.length > 1 ? Instant.parse(fields[1]) : null;
    return HostName.parse(fields[0])
        .accepted()
        .<FeedEntry>map(
            name ->
                new FeedEntry.Claim(
                    new Pattern.SubTree(name), number, Particulars.NONE.withValidUntil(end)))
        .orElseGet(() -> new FeedEntry.Rejected(number, line, RejectReason.FORBIDDEN_CHARACTER));
  }
}
