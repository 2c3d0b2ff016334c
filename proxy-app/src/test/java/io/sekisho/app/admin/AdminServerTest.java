package io.sekisho.app.admin;

import static io.sekisho.app.admin.ChangeRoutesTest.NO_CHANGES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sekisho.app.config.AdminSettings;
import io.sekisho.app.feeds.FeedSource;
import io.sekisho.app.feeds.FeedStatus;
import io.sekisho.app.fixtures.Flows;
import io.sekisho.app.metrics.Metrics;
import io.sekisho.app.snapshot.SnapshotKeeper;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Garden;
import io.sekisho.proxy.ca.CertificateAuthority;
import io.sekisho.proxy.ca.Minting;
import io.sekisho.proxy.ca.NewRoot;
import io.sekisho.proxy.ca.RootPlan;
import io.sekisho.proxy.egress.OwnListeners;
import io.sekisho.rules.Verdict;
import io.sekisho.rules.feed.FeedFailure;
import io.sekisho.rules.feed.FeedFault;
import io.sekisho.rules.feed.FeedReport;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AdminServerTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final FeedStatus.Failure FAILURE =
      new FeedStatus.Failure(new FeedFailure(FeedFault.MISSING, "a.txt is missing"), Instant.EPOCH);

  private final AtomicReference<List<FeedStatus>> feeds = new AtomicReference<>(List.of());
  private final AtomicReference<List<InetSocketAddress>> proxies =
      new AtomicReference<>(List.of(new InetSocketAddress("0.0.0.0", 3128)));
  private final Metrics metrics = new Metrics("1", feeds::get, InstantSource.system());
  private final Minting minting = new Minting(InstantSource.system());
  private final Garden garden = new Garden(InstantSource.system());
  private final LiveRules rules = new LiveRules(InstantSource.system());
  private final SnapshotKeeper kept =
      new SnapshotKeeper(Path.of("none"), rules, InstantSource.system());
  private final RulesDetail detail = new RulesDetail(rules, kept);
  private AdminServer server;

  @BeforeEach
  void start() throws IOException {
    AdminSettings settings =
        new AdminSettings(
            List.of(new InetSocketAddress(LOOPBACK, 0)), Set.of(new HostName("sekisho.example")));
    Readiness readiness = new Readiness(rules, feeds::get);
    server =
        AdminServer.start(
            settings,
            new AdminContent(metrics, readiness, detail, proxies::get, minting, garden, NO_CHANGES),
            new OwnListeners());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    kept.close();
    metrics.close();
    minting.close();
  }

  @Test
  void withoutAnAuthorityThereIsNothingToInstall() throws IOException {
    assertThat(get("/ca")).startsWith("HTTP/1.1 404");
  }

  @ParameterizedTest
  @CsvSource({
    "/ca, text/html; charset=utf-8, 証明書をインストール",
    "/ca.pem, application/x-pem-file, BEGIN CERTIFICATE",
    "/ca.crt, application/x-x509-ca-cert, Test root"
  })
  void rootIsThereForWhoeverHasToInstallIt(String path, String type, String part) throws Exception {
    NewRoot root =
        NewRoot.of(
            new RootPlan("Test root", Duration.ofDays(1), List.of(), List.of()), Instant.now());
    minting.use(Optional.of(CertificateAuthority.of(root.key(), root.certificates())));

    String answer = get(path);

    assertThat(answer)
        .startsWith("HTTP/1.1 200 OK")
        .containsIgnoringCase("content-type: " + type)
        .contains(part);
  }

  @Test
  void metricsAreServedAsPrometheusText() throws IOException {
    String answer = get("/metrics");

    assertThat(answer)
        .startsWith("HTTP/1.1 200 OK")
        .containsIgnoringCase("content-type: text/plain; version=0.0.4")
        .contains("sekisho_build_info");
  }

  @Test
  void healthIsLiveAndReadyWithoutFeeds() throws IOException {
    assertThat(get("/health/live")).startsWith("HTTP/1.1 200").contains("\"live\"");
    assertThat(get("/health/ready")).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @CsvSource({
    "OPTIONAL, UNTRIED, 503, untried",
    "OPTIONAL, NONE, 200, none",
    "REQUIRED, NONE, 503, none",
    "REQUIRED, LAST_GOOD, 503, last-good",
    "REQUIRED, CURRENT, 200, current",
  })
  void readinessWaitsForFeeds(
      FeedSource.Requirement required, FeedStatus.Standing standing, String status, String state)
      throws IOException {
    feeds.set(
        List.of(
            new FeedStatus(
                "a",
                FeedStatus.Role.FEED,
                required,
                Duration.ofMinutes(5),
                standing,
                null,
                FAILURE,
                null)));

    String answer = get("/health/ready");

    assertThat(answer).startsWith("HTTP/1.1 " + status);
    JsonNode body = new JsonMapper().readTree(bodyOf(answer));
    assertThat(body.at("/feeds/0/state").asText()).isEqualTo(state);
    assertThat(body.at("/probes/c2-test.sekisho.invalid").asText()).isEqualTo("right");
  }

  @Test
  void readinessDoesNotWaitForAFeedThatAnEarlierProcessHasLeft() throws IOException {
    FeedReport report = FeedReport.compiled(FeedIndex.builder("a").build(), Instant.EPOCH);
    FeedStatus left =
        new FeedStatus(
            "a",
            FeedStatus.Role.FEED,
            FeedSource.Requirement.REQUIRED,
            Duration.ofMinutes(5),
            FeedStatus.Standing.UNTRIED,
            null,
            null,
            new FeedStatus.InForce(report, Instant.EPOCH, 0));
    feeds.set(List.of(left));

    assertThat(get("/health/ready")).startsWith("HTTP/1.1 200");
  }

  @Test
  void feedsAreListedWithTheirHits() throws IOException {
    feeds.set(
        List.of(
            FeedStatus.untried(
                "names",
                FeedStatus.Role.FEED,
                FeedSource.Requirement.OPTIONAL,
                Duration.ofMinutes(5))));
    metrics.flows().decided(Flows.hostile("f1", Action.REFUSE));
    metrics.flows().decided(Flows.hostile("f2", Action.OBSERVE));
    metrics.flows().decided(Flows.suspect("f3"));

    JsonNode listed = new JsonMapper().readTree(bodyOf(get("/api/v1/feeds")));
    JsonNode detail = new JsonMapper().readTree(bodyOf(get("/health/ready")));

    assertThat(listed.at("/feeds/0/name").asText()).isEqualTo("names");
    assertThat(listed.at("/feeds/0/hits").asLong()).isEqualTo(2);
    assertThat(listed.at("/feeds/0/suspects").asLong()).isEqualTo(1);
    assertThat(detail.path("feeds")).isEqualTo(listed.path("feeds"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/proxy.pac", "/wpad.dat"})
  void autoConfigNamesTheAddressThatTheClientReached(String path) throws IOException {
    String answer = get(path);

    assertThat(answer)
        .containsIgnoringCase("content-type: application/x-ns-proxy-autoconfig")
        .contains("\"PROXY 127.0.0.1:3128\"")
        .doesNotContain("DIRECT");
  }

  @Test
  void autoConfigNamesAListenerOnASpecificAddressAsItIs() throws IOException {
    proxies.set(List.of(new InetSocketAddress("192.0.2.1", 8080)));

    assertThat(get("/proxy.pac")).contains("\"PROXY 192.0.2.1:8080\"");
  }

  @Test
  void autoConfigIsAbsentWithoutAnExplicitProxy() throws IOException {
    proxies.set(List.of());

    assertThat(get("/proxy.pac")).startsWith("HTTP/1.1 404");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 200",
    "127.0.0.1:9642, 200",
    "[::1]:9642, 200",
    "localhost, 200",
    "LOCALHOST.:80, 200",
    "Sekisho.Example:9642, 200",
    "evil.example, 421",
    "localhost.evil.example, 421",
    "c2-test.sekisho.invalid, 421",
    "'', 421"
  })
  void onlyItsOwnHostsAreAnswered(String host, String status) throws IOException {
    String answer = exchange("GET /health/live HTTP/1.1\r\nHost: " + host + "\r\n\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 " + status)
        .doesNotContainIgnoringCase("access-control");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /health/live HTTP/1.1\r\n\r\n",
        "GET /health/live HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /health/live HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n"
      })
  void requestsWithoutExactlyOneHostAreNotAnswered(String request) throws IOException {
    assertThat(exchange(request)).containsPattern("^HTTP/1.1 4(00|21)");
  }

  @Test
  void otherPathsAndMethodsAreRefusedInJson() throws IOException {
    assertThat(get("/")).startsWith("HTTP/1.1 404").contains("\"error\"");
    assertThat(exchange("POST /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"))
        .startsWith("HTTP/1.1 405")
        .containsIgnoringCase("allow: GET, HEAD");
    assertThat(get("/metrics/%zz")).containsPattern("^HTTP/1.1 40");
  }

  @Test
  void longHeadersAreRefused() throws IOException {
    String request =
        "GET /metrics HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(10_000) + "\r\n\r\n";

    assertThat(exchange(request)).containsPattern("^HTTP/1.1 4(00|31)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "POST @ application/json               @ {\"client\": \"192.0.2.1\"} @ 404",
        "POST @ application/json;charset=utf-8 @ {\"client\": \"192.0.2.1\"} @ 404",
        "POST @ application/json               @ {\"client\": \"nobody\"}    @ 400",
        "POST @ application/json               @ {\"client\": 7}             @ 400",
        "POST @ application/json               @ {}                          @ 400",
        "POST @ application/json               @ [1]                         @ 400",
        "POST @ application/json               @ {                           @ 400",
        "POST @ text/plain                     @ {\"client\": \"192.0.2.1\"} @ 415",
        "GET  @ application/json               @ {\"client\": \"192.0.2.1\"} @ 405",
      })
  void releasingTakesAnAddressInJson(String method, String type, String body, String status)
      throws IOException {
    String answer = exchange(release(method, type, body.length()) + body);

    assertThat(answer).startsWith("HTTP/1.1 " + status);
  }

  @Test
  void aLongBodyIsRefused() throws IOException {
    String answer = exchange(release("POST", "application/json", 5000) + " ".repeat(5000));

    assertThat(answer).startsWith("HTTP/1.1 413");
  }

  private static String release(String method, String type, int length) {
    return String.join(
        "\r\n",
        method + " /api/v1/garden/release HTTP/1.1",
        "Host: localhost",
        "Content-Type: " + type,
        "Content-Length: " + length,
        "",
        "");
  }

  @Test
  void nobodyIsInTheGardenAtFirst() throws IOException {
    assertThat(get("/api/v1/garden")).startsWith("HTTP/1.1 200").contains("\"clients\" : [ ]");
  }

  @Test
  void takenPortIsOneClearError() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
      AdminSettings settings =
          new AdminSettings(
              List.of(new InetSocketAddress(LOOPBACK, taken.getLocalPort())), Set.of());
      Readiness readiness = new Readiness(evidence -> Verdict.clean(), feeds::get);
      AdminContent content =
          new AdminContent(metrics, readiness, detail, proxies::get, minting, garden, NO_CHANGES);

      assertThatThrownBy(() -> AdminServer.start(settings, content, new OwnListeners()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Address already in use");
    }
  }

  @Test
  void howLargeTheRulesAreAndHowTheyAreKeptIsThere() throws IOException {
    FeedIndex.Builder feed = FeedIndex.builder("a");
    Pattern name = new Pattern.SubTree(new HostName("one.example"));
    feed.add(new Indicator(name, "a", 1, null, 90, null));
    rules.replace(feed.build());

    assertThat(get("/api/v1/rules"))
        .startsWith("HTTP/1.1 200")
        .contains("\"generation\" : 1", "\"levels\" : 1", "\"entries\" : 1")
        .contains("\"snapshot\" : { }", "\"journal-bytes\" : 0");
  }

  @Test
  void listenersMoveAndTheOneBeforeIsGone() throws IOException {
    int before = server.addresses().get(0).getPort();

    server.reconfigure(new AdminSettings(List.of(free()), Set.of()));

    assertThat(server.addresses().get(0).getPort()).isNotEqualTo(before);
    assertThat(get("/health/live")).startsWith("HTTP/1.1 200");
    assertThatThrownBy(() -> new Socket(LOOPBACK, before)).isInstanceOf(ConnectException.class);
  }

  @Test
  void otherHostNamesCountAtOnceOnAListenerThatStays() throws IOException {
    InetSocketAddress before = server.addresses().get(0);
    String request = "GET /health/live HTTP/1.1\r\nHost: sekisho.example\r\n\r\n";
    List<InetSocketAddress> same = server.settings().listen();

    server.reconfigure(new AdminSettings(same, Set.of(new HostName("other.example"))));

    assertThat(server.addresses()).containsExactly(before);
    assertThat(exchange(request)).startsWith("HTTP/1.1 421");
    assertThat(exchange(request.replace("sekisho", "other"))).startsWith("HTTP/1.1 200");
  }

  @Test
  void portThatIsTakenLeavesEverythingAsItWas() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
      AdminSettings before = server.settings();
      List<InetSocketAddress> bound = server.addresses();
      InetSocketAddress free = free();
      InetSocketAddress inUse = new InetSocketAddress(LOOPBACK, taken.getLocalPort());

      assertThatThrownBy(
              () -> server.reconfigure(new AdminSettings(List.of(free, inUse), Set.of())))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(Integer.toString(inUse.getPort()));

      assertThat(server.settings()).isEqualTo(before);
      assertThat(server.addresses()).isEqualTo(bound);
      assertThat(get("/health/live")).startsWith("HTTP/1.1 200");
      assertThatThrownBy(() -> new Socket(LOOPBACK, free.getPort()))
          .isInstanceOf(ConnectException.class);
    }
  }

  private static InetSocketAddress free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      return new InetSocketAddress(LOOPBACK, socket.getLocalPort());
    }
  }

  private String get(String path) throws IOException {
    return exchange("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  private String exchange(String request) throws IOException {
    try (Socket socket = new Socket(LOOPBACK, server.addresses().get(0).getPort())) {
      socket.setSoTimeout(5_000);
      String closing = request.replaceFirst("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
      socket.getOutputStream().write(closing.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String bodyOf(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4).toLowerCase(Locale.ROOT);
  }
}
