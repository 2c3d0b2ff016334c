package io.sekisho.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program with LittleProxy behind its gate. */
@Timeout(120)
final class LittleProxyIT {
  private static final String LISTED = "http://c2-test.sekisho.invalid/";

  @TempDir Path directory;

  @Test
  void cleanPagesPassAndListedOnesAreRefused() throws Exception {
    try (WebServer web = new WebServer();
        Program program = Program.serving(directory, with("littleproxy"))) {
      HttpResponse<String> clean = Program.get(program.client(), page(web));
      HttpResponse<String> listed = Program.get(program.client(), LISTED);

      assertThat(clean.body()).isEqualTo(WebServer.WORD);
      assertThat(listed.statusCode()).isEqualTo(403);
      assertThat(listed.headers().firstValue("Sekisho-Verdict")).contains("hostile");
      assertThat(program.admin("/metrics").body())
          .contains("sekisho_dials_total{listener=\"explicit\",outcome=\"connected\"}");
      assertThat(program.errors()).doesNotContain("Exception");
    }
  }

  @Test
  void aReloadChangesTheEngineWhileTrafficFlowsWithoutAFailure() throws Exception {
    try (WebServer web = new WebServer();
        Program program = Program.serving(directory, with("native"))) {
      try (Traffic traffic = new Traffic(program, page(web))) {
        traffic.awaitRequests(20);

        for (String engine : List.of("littleproxy", "native", "littleproxy")) {
          reload(program, engine);
          traffic.awaitRequests(20);
        }

        assertThat(traffic.failures()).isEmpty();
      }
      program.terminate();

      assertThat(program.awaitExit()).isZero();
      assertThat(program.errors()).doesNotContain("Exception");
    }
  }

  private static String page(WebServer web) {
    return "http://origin.example:" + web.port() + "/";
  }

  private void reload(Program program, String engine) throws Exception {
    long before = reloads(program);
    Files.writeString(directory.resolve("sekisho.yaml"), with(engine));
    program.hangUp();
    Await.that(() -> reloads(program) > before);
  }

  private static long reloads(Program program) throws IOException {
    return program.errors().lines().filter(line -> line.contains("Goes on: ")).count();
  }

  private static String with(String engine) {
    return """
        explicit: {listen: '127.0.0.1:0', engine: %s}
        admin: {listen: '127.0.0.1:0'}
        egress: {private-addresses: allow}
        dns: {servers: ['127.0.0.1:1'], hosts: {origin.example: 127.0.0.1}}
        """
        .formatted(engine);
  }
}
