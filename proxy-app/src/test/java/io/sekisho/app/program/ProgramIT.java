package io.sekisho.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of the program, on the packaged jar. */
final class ProgramIT {
  private static final String PORTS =
      "explicit: {listen: '127.0.0.1:0'}\nadmin: {listen: '127.0.0.1:0'}\n";

  @TempDir private Path directory;

  @Test
  void builtInIndicatorIsRefusedWithAPageAndToldAsAnEvent() throws Exception {
    try (Program program = Program.serving(directory, PORTS)) {
      HttpResponse<String> answer =
          Program.get(program.client(), "http://c2-test.sekisho.invalid/secret-path?q=1");

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.headers().firstValue("Sekisho-Verdict")).contains("hostile");
      assertThat(answer.body()).startsWith("<!DOCTYPE html>");
      Await.that(() -> program.output().contains("\"c2-test.sekisho.invalid\""));
      assertThat(program.output()).doesNotContain("secret-path");
      Path file = directory.resolve("sekisho-state/events/events.jsonl");
      Await.that(() -> Files.exists(file) && Files.readString(file).contains("c2-test.sekisho"));
    }
  }

  @Test
  void connectToTheBuiltInIndicatorIsRefused() throws Exception {
    try (Program program = Program.serving(directory, PORTS);
        Socket client = new Socket(program.proxy().getAddress(), program.proxy().getPort())) {
      client.setSoTimeout(10_000);
      String request =
          "CONNECT c2-test.sekisho.invalid:443 HTTP/1.1\r\nHost: c2-test.sekisho.invalid\r\n\r\n";
      client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

      InputStream in = client.getInputStream();
      String answer = new String(in.readAllBytes(), StandardCharsets.US_ASCII);

      assertThat(answer).startsWith("HTTP/1.1 403 ").contains("Sekisho-Verdict: hostile");
    }
  }

  @Test
  void withoutAFileItServesOnItsDocumentedPorts() throws Exception {
    try (Program program = Program.start(directory, "run")) {
      Await.that(() -> program.errors().contains("Events to"));

      assertThat(program.proxy().getPort()).isEqualTo(3128);
      assertThat(program.adminPort()).isEqualTo(9642);
      assertThat(directory.resolve(".local/state/sekisho")).isDirectory();
    }
  }

  @Test
  void adminTellsHealthMetricsAndAutoConfiguration() throws Exception {
    try (Program program = Program.serving(directory, PORTS)) {
      String pac = "\"PROXY 127.0.0.1:" + program.proxy().getPort() + "\"";

      assertThat(program.admin("/health/live").statusCode()).isEqualTo(200);
      assertThat(program.admin("/health/ready").statusCode()).isEqualTo(200);
      assertThat(program.admin("/proxy.pac").body()).contains(pac).doesNotContain("DIRECT");
      assertThat(program.admin("/wpad.dat").body()).contains(pac);
      assertThat(program.admin("/metrics").body().lines())
          .filteredOn(line -> !line.startsWith("#"))
          .isNotEmpty()
          .allMatch(line -> line.startsWith("sekisho_"));
    }
  }

  @Test
  void changedFileIsInForceWithinASecondWhileTrafficFlowsWithoutAFailure() throws Exception {
    Path feed = Files.writeString(directory.resolve("c2.txt"), "first.example\n");
    try (WebServer web = new WebServer();
        Program program = Program.serving(directory, withFeed("c2.txt"));
        Traffic traffic = new Traffic(program, "http://origin.example:" + web.port() + "/")) {
      HttpClient client = program.client();
      String second = "http://sub.second.example:" + web.port() + "/";
      traffic.awaitRequests(20);

      Path next = Files.writeString(directory.resolve("c2.new"), "first.example\nsecond.example\n");
      Files.move(next, feed, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

      Await.within(Duration.ofSeconds(1), () -> isRefused(client, second));
      traffic.awaitRequests(20);
      assertThat(traffic.failures()).isEmpty();
    }
  }

  /** A request that is under way while its name gets listed is cut. */
  private static boolean isRefused(HttpClient client, String uri) throws InterruptedException {
    try {
      return Program.get(client, uri).statusCode() == 403;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void brokenFeedFileLeavesTheLastGoodCopyInForceAlsoAfterARestart() throws Exception {
    Path feed = Files.writeString(directory.resolve("c2.txt"), "first.example\n");
    try (Program program = Program.serving(directory, withFeed("c2.txt"))) {
      Files.writeString(feed, "<!DOCTYPE html><html><body>error</body></html>\n");
      Await.that(() -> program.admin("/health/ready").body().contains("last-good"));

      assertThat(Program.get(program.client(), "http://first.example/").statusCode())
          .isEqualTo(403);
      program.terminate();
      program.awaitExit();
    }
    try (Program program = Program.serving(directory, withFeed("c2.txt"))) {
      assertThat(Program.get(program.client(), "http://first.example/").statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void sigtermEndsWithZero() throws Exception {
    try (Program program = Program.serving(directory, PORTS)) {
      program.terminate();

      assertThat(program.awaitExit()).isZero();
    }
  }

  @Test
  void sighupPutsTheNextConfigurationInForceUnlessItIsFaulty() throws Exception {
    try (Program program = Program.serving(directory, PORTS)) {
      HttpClient client = program.client();
      String url = "http://c2-test.sekisho.invalid/";
      Path file = directory.resolve("sekisho.yaml");

      Files.writeString(
          file, PORTS + "answer: {http: redirect, redirect-to: 'http://portal.example/'}\n");
      program.hangUp();
      Await.that(() -> Program.get(client, url).statusCode() == 302);
      Files.writeString(file, PORTS + "answer: {http: nonsense}\n");
      program.hangUp();
      Await.that(() -> program.errors().contains("answer.http"));

      assertThat(Program.get(client, url).statusCode()).isEqualTo(302);
    }
  }

  @Test
  void secondProcessOnTheSameStateIsRefused() throws Exception {
    try (Program program = Program.serving(directory, PORTS);
        Program second = Program.start(directory, "run", "--config", directory + "/sekisho.yaml")) {
      assertThat(second.awaitExit()).isEqualTo(2);
      assertThat(second.errors()).contains("sekisho-state").doesNotContain("\tat ");
      assertThat(program.admin("/health/live").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void everyConfigurationFaultIsPrintedByItsKeyBeforeAPortOpens() throws Exception {
    String faulty = "explicit: {listen: 127.0.0.1, clients: [nowhere]}\nmod: enforce\n";
    Path file = Files.writeString(directory.resolve("sekisho.yaml"), faulty);
    try (Program check = Program.start(directory, "check", file.toString());
        Program run = Program.start(directory, "run", "--config", file.toString())) {
      assertThat(check.awaitExit()).isEqualTo(2);
      assertThat(run.awaitExit()).isEqualTo(2);
      assertThat(check.output() + check.errors())
          .contains("explicit.listen", "explicit.clients[0]", "mod:");
      assertThat(run.errors())
          .contains("explicit.listen", "explicit.clients[0]", "mod:")
          .doesNotContain("Explicit proxy on");
      assertThat(directory.resolve("sekisho-state")).doesNotExist();
    }
  }

  private static String withFeed(String file) {
    return PORTS
        + """
        egress: {private-addresses: allow}
        dns: {servers: ['127.0.0.1:1'], hosts: {origin.example: 127.0.0.1, sub.second.example: 127.0.0.1}}
        feeds: [{name: c2, url: 'file:%s', format: domains}]
        """
            .formatted(file);
  }
}
