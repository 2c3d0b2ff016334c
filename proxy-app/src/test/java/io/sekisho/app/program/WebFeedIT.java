package io.sekisho.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.http.FeedServer;
import io.sekisho.app.feeds.http.FeedServer.Answer;
import io.sekisho.app.feeds.http.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feeds on the web with the packaged jar: they follow their server, and outlive it. */
final class WebFeedIT {
  private static final String MODIFIED = "Sun, 22 Nov 2026 08:00:00 GMT";

  @TempDir private Path directory;

  @Test
  void aFeedFollowsItsServerAndOutlivesItAndTheProcess() throws Exception {
    FeedServer server = FeedServer.plain();
    int port = server.port();
    server.answers(request -> Answer.text("one.example\n"));
    String yaml =
        yaml("{name: c2, url: '" + server.uri("/c2.txt") + "', insecure: true, refresh: 300ms}");
    try (server;
        Program program = Program.serving(directory, yaml)) {
      Await.that(() -> isBlocked(program, "one.example"));
      server.answers(request -> Answer.text("two.example\n").with(Map.of("ETag", "\"2\"")));
      Await.that(() -> isBlocked(program, "two.example") && !isBlocked(program, "one.example"));
      server.close();
      Await.that(
          () ->
              program
                  .admin("/metrics")
                  .body()
                  .contains("sekisho_feed_failing{feed=\"c2\",role=\"feed\"} 1"));
      assertThat(isBlocked(program, "two.example")).isTrue();
      program.terminate();
      assertThat(program.awaitExit()).isZero();
    }

    try (Program program = Program.serving(directory, yaml)) {
      assertThat(isBlocked(program, "two.example")).isTrue();
      assertThat(program.admin("/health/ready").body()).contains("unreachable");

      try (FeedServer again = FeedServer.plain(port)) {
        again.answers(request -> Answer.text("three.example\n"));
        Await.that(() -> isBlocked(program, "three.example"));

        assertThat(again.requests().get(0).getFirst("If-None-Match")).isEqualTo("\"2\"");
      }
    }
  }

  @Test
  void aProtectedFeedComesWithItsSecretAndNothingShowsThat() throws Exception {
    TestAuthority authority = new TestAuthority("feeds");
    authority.writtenTo(directory.resolve("ca.pem"));
    Path key = Files.writeString(directory.resolve("key"), "s3cret-key\n");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    try (FeedServer server = FeedServer.protectedBy(authority.server())) {
      server.answers(
          request ->
              "s3cret-key".equals(request.getRequestHeaders().getFirst("Auth-Key"))
                  ? Answer.text("one.example\n").with(Map.of("Last-Modified", MODIFIED))
                  : Answer.status(401));
      String feed = "{name: c2, url: '%s', ca: ca.pem, auth: {header: Auth-Key, secret-file: key}}";
      try (Program program =
          Program.serving(directory, yaml(feed.formatted(server.uri("/c2.txt?q=s3cret-query"))))) {
        Await.that(() -> isBlocked(program, "one.example"));

        String told =
            program.errors()
                + program.output()
                + program.admin("/health/ready").body()
                + program.admin("/metrics").body()
                + kept();
        assertThat(told).doesNotContain("s3cret");
      }
    }
  }

  private String kept() throws IOException {
    return Files.readString(directory.resolve("sekisho-state/feeds/c2.copy.fetch"));
  }

  private static String yaml(String feed) {
    return """
        explicit: {listen: '127.0.0.1:0'}
        admin: {listen: '127.0.0.1:0'}
        dns: {servers: ['127.0.0.1:1']}
        feeds: [%s]
        """
        .formatted(feed);
  }

  private static boolean isBlocked(Program program, String name) throws Exception {
    return Program.get(program.client(), "http://" + name + "/").statusCode() == 403;
  }
}
