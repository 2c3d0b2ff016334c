package io.sekisho.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.sekisho.app.clients.ClientProgram.Ending;
import io.sekisho.app.program.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redirections that the packaged jar gives inside of TLS. */
final class HttpsRedirectIT {
  private static final String LISTED = "https://c2-test.sekisho.invalid/gate.php?secret=1";

  @TempDir private Path directory;
  private String yaml = "";

  @BeforeEach
  void configuration() {
    yaml =
        Authority.YAML
            + """
            explicit: {listen: '127.0.0.1:0'}
            admin: {listen: '127.0.0.1:0'}
            dns: {servers: ['127.0.0.1:1']}
            answer: {tls: redirect, redirect-to: 'http://127.0.0.1:%d/help'}
            """;
  }

  @Test
  void curlIsSentElsewhereWithTheCaseAlone() throws Exception {
    Authority authority = Authority.in(directory);
    try (Program program = Program.serving(directory, yaml.formatted(9))) {
      Ending sent =
          ClientProgram.named("curl")
              .run(
                  directory,
                  "-sSi",
                  "--max-time",
                  "20",
                  "--cacert",
                  authority.root().toString(),
                  "--proxy",
                  proxy(program),
                  LISTED);

      assertThat(sent.success())
          .contains("HTTP/1.1 302 ", "Location: http://127.0.0.1:9/help?case=")
          .doesNotContain("secret");
    }
  }

  @Test
  void chromiumShowsWhereItIsSent() throws Exception {
    ClientProgram.named("chromium");
    Authority authority = Authority.in(directory);
    Browser browser = Browser.trusting(authority, directory);
    HttpServer help = helpDesk();
    try (Program program =
        Program.serving(directory, yaml.formatted(help.getAddress().getPort()))) {
      List<String> more = List.of("--proxy-server=" + proxy(program));

      String shown = browser.run(browser.command(more, LISTED)).success();
      browser.run(browser.command(Browser.picture("https-redirect"), more, LISTED)).success();

      assertThat(shown).contains("asked for /help?case=").doesNotContain("ERR_", "secret");
    } finally {
      help.stop(0);
    }
  }

  /** Browsers go to loopback by themselves. */
  private static HttpServer helpDesk() throws IOException {
    HttpServer help =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    help.createContext(
        "/",
        exchange -> {
          byte[] page = ("asked for " + exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    help.start();
    return help;
  }

  private static String proxy(Program program) throws Exception {
    return "http://127.0.0.1:" + program.proxy().getPort();
  }
}
