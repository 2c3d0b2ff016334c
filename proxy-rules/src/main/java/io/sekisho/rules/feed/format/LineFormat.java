package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.Precedence;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A format in which every line stands for itself; each copy gets a parser of its own. */
record LineFormat(String label, Supplier<LineParser> parsers, Lines lines, Precedence precedence)
    implements FeedFormat {
  LineFormat(String label, Supplier<LineParser> parsers) {
    this(label, parsers, Lines.IN_CONTEXT, Precedence.EXCEPTION);
  }

  /** One whose lines are understood without anything else. */
  static LineFormat ofLinesAlone(String label, Supplier<LineParser> parsers) {
    return new LineFormat(label, parsers, Lines.ALONE, Precedence.EXCEPTION);
  }

  /** One in which the longest match wins, exception or not. */
  static LineFormat ofNameServer(String label, Supplier<LineParser> parsers) {
    return new LineFormat(label, parsers, Lines.IN_CONTEXT, Precedence.MORE_SPECIFIC);
  }

  @Override
  public void read(InputStream copy, Consumer<FeedEntry> entries) throws IOException {
    read(copy, entries, line -> {});
  }

  /**
   * As {@link #read(InputStream, Consumer)}.
   *
   * @param watcher sees every line before it is read, blank ones too
   */
  void read(InputStream copy, Consumer<FeedEntry> entries, Consumer<FeedLine> watcher)
      throws IOException {
    LineParser parser = parsers.get();
    CopyNotes notes = new CopyNotes(entries);
    FeedLines lines = new FeedLines(copy);
    for (@Nullable FeedLine line = lines.next(); line != null; line = lines.next()) {
      watcher.accept(line);
      notes.look(line);
      if (line.text().length() > FeedLines.MAX_LINE) {
        entries.accept(line.rejected(RejectReason.LINE_TOO_LONG));
      } else {
        parser.parse(line, entries);
      }
    }
    parser.end(entries);
    notes.end();
  }
}
