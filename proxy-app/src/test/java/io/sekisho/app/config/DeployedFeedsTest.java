package io.sekisho.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.FeedSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The starter configurations of {@code deploy/feeds}. */
final class DeployedFeedsTest {
  private static final Path DIRECTORY = Path.of("../deploy/feeds");

  @TempDir private Path directory;

  @Test
  void whatIsReadyToRunHasNoFaultAndNeedsNoKey() throws Exception {
    List<FeedSource> feeds = ConfigurationReader.read(DIRECTORY.resolve("sekisho.yaml")).feeds();

    assertThat(feeds)
        .hasSizeGreaterThan(5)
        .allMatch(feed -> isFetched(feed, "https:"))
        .noneMatch(DeployedFeedsTest::needsKey);
  }

  @Test
  void whatNeedsAKeyHasNoFaultWhereTheKeysAreThere() throws Exception {
    for (String key : List.of("abuse-ch.key", "crowdsec.key", "taxii.token")) {
      Path file = Files.writeString(directory.resolve(key), "secret\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    String text = Files.readString(DIRECTORY.resolve("with-keys.yaml"));
    Path file =
        Files.writeString(
            directory.resolve("sekisho.yaml"), text.replace("/etc/sekisho/", directory + "/"));

    List<FeedSource> feeds = ConfigurationReader.read(file).feeds();

    assertThat(feeds).hasSizeGreaterThan(4).allMatch(DeployedFeedsTest::needsKey);
  }

  @Test
  void theTableOfTermsHasEveryFeed() throws IOException {
    String table = Files.readString(DIRECTORY.resolve("README.md"));

    assertThat(names("sekisho.yaml")).allMatch(name -> table.contains("`" + name + "`"));
    assertThat(names("with-keys.yaml")).allMatch(name -> table.contains("`" + name + "`"));
  }

  private static List<String> names(String file) throws IOException {
    try (Stream<String> lines = Files.lines(DIRECTORY.resolve(file))) {
      return lines
          .map(String::strip)
          .filter(line -> line.startsWith("- name: "))
          .map(line -> line.substring("- name: ".length()))
          .toList();
    }
  }

  private static boolean isFetched(FeedSource feed, String scheme) {
    return feed.location()
        .fold(inFile -> false, onWeb -> onWeb.source().shown().startsWith(scheme), posted -> false);
  }

  private static boolean needsKey(FeedSource feed) {
    return feed.location()
        .fold(inFile -> false, onWeb -> onWeb.source().credential() != null, posted -> false);
  }
}
