package io.sekisho.rules.feed.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * A format guessed from the beginning of one copy, which finds out by reading the whole whether it
 * was right: the guess nearly always is, and then the copy is unpacked once and not twice. For one
 * reading.
 */
public final class GuessedFormat implements FeedFormat {
  private static final FeedFormat WHERE_NOTHING_IS_TOLD =
      FormatChoice.DOMAINS.format().orElseThrow();

  private final FeedFormat guess;
  private final FormatDetector detector;

  private final FormatDetection told;

  private GuessedFormat(FeedFormat guess, FormatDetection told, FormatDetector detector) {
    this.guess = guess;
    this.told = told;
    this.detector = detector;
  }

  /**
   * Guesses the format of a copy.
   *
   * @param origin the name or path of the file, a hint
   * @param head the first bytes, unpacked
   */
  public static GuessedFormat of(String origin, byte[] head) {
    FormatDetection told = told(origin, head);
    FeedFormat guess =
        told.fold(
            FormatDetection.Found::format,
            unknown -> WHERE_NOTHING_IS_TOLD,
            ambiguous -> WHERE_NOTHING_IS_TOLD);
    return new GuessedFormat(guess, told, new FormatDetector(origin));
  }

  private static FormatDetection told(String origin, byte[] head) {
    try {
      return FormatDetector.detect(origin, new ByteArrayInputStream(head));
    } catch (IOException e) {
      throw new UncheckedIOException("there is no I/O in an array", e);
    }
  }

  @Override
  public String label() {
    return guess.label();
  }

  @Override
  public void read(InputStream copy, Consumer<FeedEntry> entries) throws IOException {
    if (guess instanceof LineFormat lines) {
      lines.read(copy, entries, detector::look);
    } else {
      guess.read(copy, entries);
    }
  }

  /**
   * What all that was read tells; where it is not this format, what was read is void. A format that
   * is not made of lines is told by its beginning alone.
   */
  public FormatDetection told() {
    return guess instanceof LineFormat ? detector.decide() : told;
  }
}
