package io.sekisho.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.page.Chromium.View;
import io.sekisho.app.program.Await;
import io.sekisho.app.program.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A browser that is sent to a help desk. */
final class RedirectIT {
  private static final Path PICTURES =
      Path.of(System.getProperty("sekisho.jar")).resolveSibling("screenshots");

  @TempDir private Path directory;

  @Test
  void helpDeskLearnsTheCaseAndNothingOfTheRequest() throws Exception {
    try (Portal portal = new Portal();
        Program program = Program.serving(place("program"), yaml(portal));
        Chromium browser = Chromium.behind(program.proxy(), place("browser"))) {

      browser.open("http://c2-test.sekisho.invalid/secret-path?q=1", new View("en", 1280, "light"));
      browser.screenshot(PICTURES.resolve("redirect.png"));

      String shown = browser.text("document.getElementById('case').innerText");
      assertThat(shown).matches("from=proxy&case=[0-9]{4}(-[0-9]{4}){3}");
      assertThat(browser.text("location.hash")).isEqualTo("#top");
      assertThat(browser.text("document.referrer")).isEmpty();
      assertThat(portal.requests()).containsExactly("GET /blocked?" + shown);
      String id = shown.substring(shown.lastIndexOf('=') + 1);
      Await.that(() -> program.output().contains("\"flow\":\"" + id + "\""));
    }
  }

  private Path place(String name) throws Exception {
    return Files.createDirectory(directory.resolve(name));
  }

  private static String yaml(Portal portal) {
    return """
    explicit: {listen: '127.0.0.1:0'}
    admin: {listen: '127.0.0.1:0'}
    egress: {private-addresses: allow}
    dns: {servers: ['127.0.0.1:1'], hosts: {portal.example: 127.0.0.1}}
    answer: {http: redirect, redirect-to: 'http://portal.example:%d/blocked?from=proxy#top'}
    """
        .formatted(portal.port());
  }
}
