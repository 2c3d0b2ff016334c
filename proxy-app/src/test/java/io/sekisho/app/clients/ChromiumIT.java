package io.sekisho.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.ext.web.Router;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Chromium, which knows of the proxy by the address of its automatic configuration alone. What it
 * asks its maker for meanwhile fails, because no resolver is there.
 */
final class ChromiumIT {
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-quic",
          "--disable-sync");

  /** Talks to the site by a WebSocket and tells the site by a request what it heard. */
  private static final String PAGE =
      """
      <!DOCTYPE html><title>page</title><p id="heard">nothing</p><script>
      const socket = new WebSocket(location.origin.replace(/^http/, 'ws') + '/socket');
      const tell = heard => {
        document.getElementById('heard').textContent = heard;
        fetch('/heard', {method: 'POST', body: heard});
      };
      socket.onopen = () => socket.send('hello by ' + location.protocol);
      socket.onmessage = message => tell('heard ' + message.data);
      socket.onerror = () => tell('socket failed');
      </script>
      """;

  private static final BlockingQueue<String> HEARD = new LinkedBlockingQueue<>();

  @TempDir private static Path scratch;
  @AutoClose private static Stage stage;

  @TempDir private Path directory;

  @BeforeAll
  static void open() throws Exception {
    ClientProgram.named("chromium");
    stage = Stage.in(scratch, ChromiumIT::routes);
    Files.writeString(stage.file("page.html"), PAGE);
  }

  private static void routes(Router router) {
    router
        .post("/heard")
        .handler(
            context ->
                context
                    .request()
                    .body()
                    .onSuccess(
                        body -> {
                          HEARD.add(body.toString());
                          context.response().end();
                        }));
  }

  @Test
  void loadsAPageAndAWebSocket() throws Exception {
    try (ClientProcess chromium = chromium(stage.http("/page.html"))) {
      assertThat(HEARD.poll(60, TimeUnit.SECONDS))
          .as(chromium.output())
          .isEqualTo("heard hello by http:");
    }
  }

  @Test
  void loadsAPageAndAWebSocketThroughTunnels() throws Exception {
    try (ClientProcess chromium = chromium(stage.https("/page.html"))) {
      assertThat(HEARD.poll(60, TimeUnit.SECONDS))
          .as(chromium.output())
          .isEqualTo("heard hello by https:");
    }
  }

  @Test
  void showsThePageThatTellsOfAListedName() throws Exception {
    try (ClientProcess chromium = chromium("--dump-dom", stage.http(Stage.LISTED, "/page.html"))) {
      String shown = chromium.ending().success();

      assertThat(shown).contains("This connection was blocked").doesNotContain("id=\"heard\"");
    }
  }

  @Test
  void showsNothingOfAListedNameThroughATunnel() throws Exception {
    try (ClientProcess chromium = chromium("--dump-dom", stage.https(Stage.LISTED, "/page.html"))) {
      String shown = chromium.ending().success();

      assertThat(shown).contains("ERR_TUNNEL_CONNECTION_FAILED").doesNotContain("id=\"heard\"");
    }
  }

  private ClientProcess chromium(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(FLAGS);
    all.add("--user-data-dir=" + directory.resolve("profile"));
    all.add("--proxy-pac-url=" + stage.proxy() + "/proxy.pac");
    all.add("--ignore-certificate-errors-spki-list=" + stage.certificate().keyHash());
    all.addAll(List.of(arguments));
    return ClientProgram.named("chromium").start(directory, all.toArray(String[]::new));
  }
}
