package io.sekisho.app.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.feed.FeedFailure;
import io.sekisho.rules.feed.FeedFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RefusedCopyTest {
  private static final FeedFailure MARKUP = new FeedFailure(FeedFault.MARKUP, "is a page");

  @TempDir private Path directory;

  @Test
  void noTextStandsBesideOtherBytesThanItsOwn() throws IOException {
    RefusedCopy refused = new RefusedCopy(directory, "c2");
    refused.keep(LoneInput.copy("<html>one"), MARKUP, LoneInput.NOW);
    boolean told = Files.exists(directory.resolve("c2.refused.txt"));
    Path changing = Files.writeString(directory.resolve("c2.txt"), "<html>two");
    FeedCopy second = LoneInput.copy("<html>two").keptIn(changing);
    Files.writeString(changing, "<html>six");

    refused.keep(second, MARKUP, LoneInput.NOW);

    assertThat(told).isTrue();
    assertThat(directory.resolve("c2.refused")).hasContent("<html>six");
    assertThat(directory.resolve("c2.refused.txt")).doesNotExist();
  }
}
