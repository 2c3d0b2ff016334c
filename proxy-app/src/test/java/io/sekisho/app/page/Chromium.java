package io.sekisho.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sekisho.app.gateway.Tools;
import io.sekisho.app.program.Await;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A headless Chromium that goes through a proxy, and shows one page at a time. */
final class Chromium implements AutoCloseable {
  private static final int FIRST_HEIGHT = 600;

  private final Process process;
  private final DevTools page;

  private Chromium(Process process, DevTools page) {
    this.process = process;
    this.page = page;
  }

  /** What a page is looked at with. */
  record View(String languages, int width, String scheme) {}

  /** Starts it; the test is skipped where there is none. */
  static Chromium behind(InetSocketAddress proxy, Path directory) throws Exception {
    Tools.need("chromium");
    Path profile = directory.resolve("profile");
    ProcessBuilder builder =
        new ProcessBuilder(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable",
                "--user-data-dir=" + profile,
                "--remote-debugging-port=0",
                "--proxy-server=127.0.0.1:" + proxy.getPort(),
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("chromium.log").toFile());
    builder.environment().put("HOME", directory.toString());
    Process process = builder.start();
    try {
      return new Chromium(process, DevTools.of(firstPage(profile.resolve("DevToolsActivePort"))));
    } catch (Exception | AssertionError e) {
      end(process);
      throw e;
    }
  }

  /** Where the one page is told what to do. */
  private static URI firstPage(Path portFile) throws Exception {
    Await.that(() -> Files.exists(portFile) && !Files.readAllLines(portFile).isEmpty());
    String list = "http://127.0.0.1:" + Files.readAllLines(portFile).get(0) + "/json/list";
    HttpRequest request = HttpRequest.newBuilder(URI.create(list)).build();
    String pages =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    return URI.create(
        new ObjectMapper().readTree(pages).get(0).path("webSocketDebuggerUrl").asText());
  }

  /** Opens a page, and waits until it is shown. */
  void open(String uri, View view) throws Exception {
    page.call(
        "Emulation.setUserAgentOverride",
        Map.of("userAgent", "Mozilla/5.0", "acceptLanguage", view.languages));
    page.call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", view.scheme))));
    resize(view.width, FIRST_HEIGHT);
    page.call("Page.navigate", Map.of("url", "about:blank"));
    page.call("Page.navigate", Map.of("url", uri));
    Await.that(
        () ->
            page.value("document.readyState === 'complete' && location.protocol !== 'about:'")
                .asBoolean());
    resize(view.width, number("document.documentElement.scrollHeight"));
  }

  private void resize(int width, int height) throws Exception {
    page.call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  String text(String expression) throws Exception {
    return page.value(expression).asText();
  }

  int number(String expression) throws Exception {
    return page.value(expression).asInt();
  }

  /** The roles that whoever cannot see the page is told of. */
  List<String> roles() throws Exception {
    return page.call("Accessibility.getFullAXTree", Map.of()).findValues("role").stream()
        .map(role -> role.path("value").asText())
        .toList();
  }

  void screenshot(Path file) throws Exception {
    String png = page.call("Page.captureScreenshot", Map.of("format", "png")).path("data").asText();
    assertThat(png).isNotEmpty();
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(png));
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() throws IOException {
    page.close();
    end(process);
  }
}
