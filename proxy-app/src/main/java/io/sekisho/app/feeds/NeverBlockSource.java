package io.sekisho.app.feeds;

import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.indicator.Pattern;
import java.nio.file.Path;
import java.util.function.Function;

/** One entry of {@code never-block}: a file of them, or a single one that stands there itself. */
public sealed interface NeverBlockSource {

  /**
   * A file of names, addresses and prefixes.
   *
   * @param format {@link FormatChoice#DOMAINS} unless the configuration says otherwise
   */
  record InFile(Path file, FormatChoice format, NeverBlockUse use) implements NeverBlockSource {
    public InFile(Path file) {
      this(file, FormatChoice.DOMAINS, NeverBlockUse.EXEMPT);
    }

    @Override
    public <R> R fold(Function<InFile, R> inFile, Function<Literal, R> literal) {
      return inFile.apply(this);
    }
  }

  /** A destination that the configuration names itself. */
  record Literal(Pattern pattern) implements NeverBlockSource {
    @Override
    public <R> R fold(Function<InFile, R> inFile, Function<Literal, R> literal) {
      return literal.apply(this);
    }
  }

  <R> R fold(Function<InFile, R> inFile, Function<Literal, R> literal);
}
