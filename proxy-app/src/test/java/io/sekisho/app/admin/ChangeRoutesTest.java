package io.sekisho.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sekisho.app.config.AdminSettings;
import io.sekisho.app.feeds.ChangeOutcome;
import io.sekisho.app.feeds.ChangeOutcome.Counts;
import io.sekisho.app.feeds.ChangeOutcome.Reason;
import io.sekisho.app.feeds.ChangeOutcome.Remark;
import io.sekisho.app.feeds.FeedChanges;
import io.sekisho.app.metrics.Metrics;
import io.sekisho.app.snapshot.SnapshotKeeper;
import io.sekisho.proxy.Garden;
import io.sekisho.proxy.ca.Minting;
import io.sekisho.proxy.egress.OwnListeners;
import io.sekisho.rules.guard.GuardEffect;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ChangeRoutesTest {
  /** Whoever posts waits for ever. */
  static final FeedChanges NO_CHANGES = (feed, body) -> new CompletableFuture<>();

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final String BODY = "{\"add\": [\"one.example\"]}";
  private static final ChangeOutcome MADE =
      new ChangeOutcome.Made(
          new Counts(1, 2, 3, 4, 5),
          List.of(
              new Remark(GuardEffect.SUPPRESS, "com", "single-label"),
              new Remark(GuardEffect.DOWNGRADE, "top.example", "popular"),
              new Remark(GuardEffect.NOTE, "up.example", "never-block")),
          42);

  private final LiveRules rules = new LiveRules(InstantSource.system());
  private final Metrics metrics = new Metrics("1", List::of, InstantSource.system());
  private final Minting minting = new Minting(InstantSource.system());
  private final SnapshotKeeper kept =
      new SnapshotKeeper(Path.of("none"), rules, InstantSource.system());
  private final BlockingQueue<Posted> posted = new LinkedBlockingQueue<>();
  private AdminServer server;

  /** A change that waits for its outcome. */
  private record Posted(String feed, String body, CompletableFuture<ChangeOutcome> outcome) {}

  @BeforeEach
  void start() throws IOException {
    AdminContent content =
        new AdminContent(
            metrics,
            new Readiness(rules, List::of),
            new RulesDetail(rules, kept),
            List::of,
            minting,
            new Garden(InstantSource.system()),
            this::take);
    AdminSettings settings =
        new AdminSettings(List.of(new InetSocketAddress(LOOPBACK, 0)), Set.of());
    server = AdminServer.start(settings, content, new OwnListeners());
  }

  private CompletionStage<ChangeOutcome> take(String feed, byte[] body) {
    Posted change =
        new Posted(feed, new String(body, StandardCharsets.UTF_8), new CompletableFuture<>());
    posted.add(change);
    return change.outcome();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    kept.close();
    metrics.close();
    minting.close();
  }

  @Test
  void theAnswerSaysWhatWasChangedAndWhatWasNot() throws Exception {
    try (Socket client = connect()) {
      send(client, head("soc", BODY.length()) + BODY);

      Posted change = next();
      change.outcome().complete(MADE);
      String answer = answer(client);

      assertThat(change.feed()).isEqualTo("soc");
      assertThat(change.body()).isEqualTo(BODY);
      assertThat(answer)
          .startsWith("HTTP/1.1 200")
          .containsIgnoringCase("content-type: application/json")
          .doesNotContainIgnoringCase("access-control");
      JsonNode json = new JsonMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
      assertThat(json)
          .isEqualTo(
              new JsonMapper()
                  .readTree(
                      """
                      {"feed": "soc", "added": 1, "changed": 2, "unchanged": 3, "withdrawn": 4,
                       "absent": 5, "generation": 42,
                       "refused": [{"value": "com", "reason": "single-label"}],
                       "downgraded": [{"value": "top.example", "reason": "popular"}],
                       "noted": [{"value": "up.example", "reason": "never-block"}]}
                      """));
    }
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void whatIsRefusedAsAWholeHasAStatusOfItsOwn(Reason reason) throws Exception {
    try (Socket client = connect()) {
      send(client, head("soc", BODY.length()) + BODY);

      next().outcome().complete(ChangeOutcome.refused(reason, "because \"so\""));

      int status =
          switch (reason) {
            case MALFORMED -> 400;
            case UNKNOWN_FEED -> 404;
            case WHOLE_FEED -> 409;
            case TOO_LONG -> 413;
            case FAILED -> 500;
            case UNAVAILABLE -> 503;
            case NO_ROOM -> 507;
          };
      assertThat(answer(client))
          .startsWith("HTTP/1.1 " + status)
          .contains("\"error\" : \"because \\\"so\\\"\"");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, localhost, text/plain, 415",
    "POST, localhost, '', 415",
    "POST, evil.example, application/json, 421",
    "GET, localhost, application/json, 405",
    "DELETE, localhost, application/json, 405",
    "OPTIONS, localhost, application/json, 405",
  })
  void nothingElseIsTaken(String method, String host, String type, String status) throws Exception {
    try (Socket client = connect()) {
      send(client, head(method, host, type, BODY.length()) + BODY);

      assertThat(answer(client))
          .startsWith("HTTP/1.1 " + status)
          .contains("\"error\"")
          .doesNotContainIgnoringCase("access-control");
      assertThat(posted).isEmpty();
    }
  }

  @Test
  void aBodyThatIsTooLongIsRefused() throws Exception {
    int length = (8 << 20) + 1;
    try (Socket client = connect()) {
      send(client, head("soc", length));

      assertThat(answer(client)).startsWith("HTTP/1.1 413").contains("\"error\"");
      assertThat(posted).isEmpty();
    }
  }

  @Test
  void aBodyOfUnknownLengthThatIsTooLongIsRefused() throws Exception {
    String chunk = "100000\r\n" + " ".repeat(1 << 20) + "\r\n";
    try (Socket client = connect()) {
      send(
          client,
          "POST /api/v1/feeds/soc/changes HTTP/1.1\r\nHost: localhost\r\n"
              + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
              + chunk.repeat(8)
              + "1\r\nx\r\n");

      assertThat(answer(client)).startsWith("HTTP/1.1 413");
      assertThat(posted).isEmpty();
    }
  }

  @Test
  void aBodyThatComesByteByByteIsTakenWhole() throws Exception {
    try (Socket client = connect()) {
      client.setTcpNoDelay(true);
      for (byte each : (head("soc", BODY.length()) + BODY).getBytes(StandardCharsets.UTF_8)) {
        client.getOutputStream().write(each);
        client.getOutputStream().flush();
      }
      Posted change = next();
      change.outcome().complete(MADE);

      assertThat(change.body()).isEqualTo(BODY);
      assertThat(answer(client)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void beyondAFewAtATimeWhoeverPostsHasToComeAgain() throws Exception {
    List<Socket> clients = new ArrayList<>();
    for (int i = 0; i < ChangeRoutes.MOST_AT_A_TIME; i++) {
      Socket client = connect();
      clients.add(client);
      send(client, head("soc", BODY.length()) + BODY);
    }
    List<Posted> waiting = new ArrayList<>();
    for (int i = 0; i < ChangeRoutes.MOST_AT_A_TIME; i++) {
      waiting.add(next());
    }

    String turnedAway = postAndAnswer();
    waiting.forEach(change -> change.outcome().complete(MADE));
    for (Socket client : clients) {
      assertThat(answer(client)).startsWith("HTTP/1.1 200");
      client.close();
    }

    assertThat(turnedAway).startsWith("HTTP/1.1 503").containsIgnoringCase("retry-after: 1");
    assertIsTaken();
  }

  @Test
  void whoeverGoesAwayInTheMiddleOfABodyTakesNoPlace() throws Exception {
    for (int i = 0; i < ChangeRoutes.MOST_AT_A_TIME + 1; i++) {
      try (Socket client = connect()) {
        send(client, head("soc", BODY.length()) + "{");
      }
    }

    assertIsTaken();
  }

  /** Those that are turned away meanwhile are so behind the end of those that went. */
  @Test
  void aChangeThatNobodyWaitsForAnyMoreHasItsPlaceUntilItIsMade() throws Exception {
    List<Posted> waiting = new ArrayList<>();
    for (int i = 0; i < ChangeRoutes.MOST_AT_A_TIME; i++) {
      try (Socket client = connect()) {
        send(client, head("soc", BODY.length()) + BODY);
        waiting.add(next());
      }
    }

    List<String> meanwhile = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      meanwhile.add(postAndAnswer());
    }
    waiting.forEach(change -> change.outcome().complete(MADE));

    assertThat(meanwhile).allMatch(answer -> answer.startsWith("HTTP/1.1 503"));
    assertIsTaken();
  }

  /** The server may not have seen yet that a place is free. */
  private void assertIsTaken() throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    String answer = "HTTP/1.1 503";
    while (answer.startsWith("HTTP/1.1 503") && System.nanoTime() < end) {
      try (Socket client = connect()) {
        send(client, head("soc", BODY.length()) + BODY);
        Posted change = posted.poll(200, TimeUnit.MILLISECONDS);
        if (change != null) {
          change.outcome().complete(MADE);
        }
        answer = answer(client);
      }
    }
    assertThat(answer).startsWith("HTTP/1.1 200");
  }

  private String postAndAnswer() throws IOException {
    try (Socket client = connect()) {
      send(client, head("soc", BODY.length()) + BODY);
      return answer(client);
    }
  }

  private Posted next() throws InterruptedException {
    Posted change = posted.poll(10, TimeUnit.SECONDS);
    assertThat(change).isNotNull();
    return change;
  }

  private static String head(String feed, int length) {
    return "POST /api/v1/feeds/"
        + feed
        + "/changes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + "Content-Type: application/json\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  private static String head(String method, String host, String type, int length) {
    return method
        + " /api/v1/feeds/soc/changes HTTP/1.1\r\nHost: "
        + host
        + "\r\nConnection: close\r\nContent-Type: "
        + type
        + "\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  private Socket connect() throws IOException {
    Socket client = new Socket(LOOPBACK, server.addresses().get(0).getPort());
    client.setSoTimeout(10_000);
    return client;
  }

  private static void send(Socket client, String text) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** As far as its body says how long it is; the connection may stay open. */
  private static String answer(Socket client) throws IOException {
    StringBuilder answer = new StringBuilder();
    int head = -1;
    int end = Integer.MAX_VALUE;
    while (answer.length() < end) {
      int next = client.getInputStream().read();
      if (next < 0) {
        break;
      }
      answer.append((char) next);
      if (head < 0 && answer.indexOf("\r\n\r\n") >= 0) {
        head = answer.length();
        end = head + length(answer.toString());
      }
    }
    return answer.toString();
  }

  private static int length(String head) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
        .findFirst()
        .orElse(Integer.MAX_VALUE / 2);
  }
}
