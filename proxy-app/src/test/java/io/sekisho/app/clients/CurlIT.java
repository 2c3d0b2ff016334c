package io.sekisho.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.clients.ClientProgram.Ending;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** curl, with what it can do that makes an exchange more than a request and its response. */
final class CurlIT {
  /** A body of this size makes curl expect {@code 100 Continue}, which it waits for. */
  private static final int BIG = 3 << 20;

  /** What the site read of bodies that it did not want. */
  private static final AtomicLong UNWANTED = new AtomicLong();

  @TempDir private static Path scratch;
  @AutoClose private static Stage stage;

  @TempDir private Path directory;

  @BeforeAll
  static void open() throws Exception {
    ClientProgram.named("curl");
    stage = Stage.in(scratch, CurlIT::routes);
    Files.writeString(stage.file("page.txt"), "hello ".repeat(1000));
    Files.write(stage.file("big"), random(BIG));
  }

  private static void routes(Router router) {
    router.put("/upload").handler(context -> takeUpload(context.request()));
    router.put("/unwanted").handler(context -> refuseUpload(context.request()));
    router
        .get("/chunked")
        .handler(
            context -> {
              context.response().setChunked(true).write("in ");
              context.response().write("pieces");
              context.response().putTrailer("Checked", "yes").end();
            });
  }

  private static void takeUpload(HttpServerRequest request) {
    if (request.headers().contains(HttpHeaders.EXPECT)) {
      request.response().writeContinue();
    }
    request.body().onSuccess(body -> request.response().end(body));
  }

  private static void refuseUpload(HttpServerRequest request) {
    request.handler(bytes -> UNWANTED.addAndGet(bytes.length()));
    request.response().setStatusCode(Integer.parseInt(request.query())).end("unwanted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--http1.0", "--http1.1"})
  void getsAPage(String version) throws Exception {
    Ending ending = curl(version, stage.http("/page.txt"));

    assertThat(ending.success()).isEqualTo("hello ".repeat(1000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--http1.0", "--http1.1"})
  void asksForAHead(String version) throws Exception {
    Ending ending = curl(version, "--head", stage.http("/page.txt"));

    assertThat(ending.success())
        .startsWith("HTTP/1.1 200 OK\r\n")
        .containsIgnoringCase("content-length: 6000\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--http1.0", "--http1.1"})
  void getsAPageThatComesInPieces(String version) throws Exception {
    Ending ending = curl(version, stage.http("/chunked"));

    assertThat(ending.success()).isEqualTo("in pieces");
  }

  @Test
  void getsTheTrailerOfAPageThatComesInPieces() throws Exception {
    Ending ending = curl("--include", stage.http("/chunked"));

    assertThat(ending.success()).containsIgnoringCase("checked: yes");
  }

  @Test
  void getsACompressedPage() throws Exception {
    Ending ending =
        curl("--compressed", "--write-out", "%{size_download}", stage.http("/page.txt"));

    String page = "hello ".repeat(1000);
    assertThat(ending.success()).startsWith(page);
    assertThat(Integer.parseInt(ending.output().substring(page.length()))).isLessThan(1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--http1.0", "--http1.1"})
  void uploadsAFileOfKnownLength(String version) throws Exception {
    Path file = Files.write(directory.resolve("upload"), random(BIG));
    Path answer = directory.resolve("answer");

    curl(version, "-T", "" + file, "-o", "" + answer, stage.http("/upload")).success();

    assertThat(answer).hasSameBinaryContentAs(file);
  }

  @Test
  void uploadsInPiecesWhatHasNoKnownLength() throws Exception {
    Path file = Files.write(directory.resolve("upload"), random(BIG));
    Path answer = directory.resolve("answer");
    String command =
        "curl -q -sS --noproxy '' -x %s -T - -o %s %s < %s"
            .formatted(stage.proxy(), answer, stage.http("/upload?pieces"), file);

    ClientProgram.named("sh").run(directory, "-c", command).success();

    assertThat(answer).hasSameBinaryContentAs(file);
    assertThat(stage.site().visits("PUT /upload?pieces"))
        .singleElement()
        .satisfies(put -> assertThat(put.headers().get("Transfer-Encoding")).isEqualTo("chunked"));
  }

  @Test
  void sendsABigBodyOnceItIsToldToContinue() throws Exception {
    Path file = Files.write(directory.resolve("upload"), random(BIG));
    Path answer = directory.resolve("answer");

    Ending ending =
        curl(
            "--verbose",
            "--expect100-timeout",
            "30",
            "--request",
            "PUT",
            "--data-binary",
            "@" + file,
            "--output",
            "" + answer,
            stage.http("/upload?expect"));

    assertThat(ending.success()).contains("< HTTP/1.1 100 Continue");
    assertThat(answer).hasSameBinaryContentAs(file);
    assertThat(stage.site().visits("PUT /upload?expect"))
        .singleElement()
        .satisfies(put -> assertThat(put.headers().get("Expect")).isEqualTo("100-continue"));
  }

  /** curl could take the rest of the connection for the body or for another request. */
  @ParameterizedTest
  @ValueSource(ints = {413, 417})
  void keepsABigBodyThatIsRefusedAtOnceAndIsToldToConnectAnew(int status) throws Exception {
    Path file = Files.write(directory.resolve("upload"), random(BIG));
    String url = stage.http("/unwanted?" + status);

    Ending ending = curl("--include", "--expect100-timeout", "30", "-T", "" + file, url);

    assertThat(ending.success())
        .startsWith("HTTP/1.1 " + status)
        .contains("Connection: close\r\n")
        .endsWith("unwanted");
    assertThat(UNWANTED).hasValue(0);
  }

  @Test
  void resumesABrokenDownload() throws Exception {
    byte[] whole = Files.readAllBytes(stage.file("big"));
    Path part = directory.resolve("big");
    Files.write(part, Arrays.copyOf(whole, BIG / 3));

    curl("-C", "-", "-o", "" + part, stage.http("/big?resume")).success();

    assertThat(part).hasBinaryContent(whole);
    assertThat(stage.site().visits("GET /big?resume"))
        .singleElement()
        .satisfies(get -> assertThat(get.headers().get("Range")).isEqualTo("bytes=%d-", BIG / 3));
  }

  @Test
  void asksForManyPagesOnOneConnection() throws Exception {
    String page = stage.http("/page.txt");

    Ending ending = curl("-w", "%{num_connects}\n", "-o", "out#1", page + "?[1-20]");

    assertThat(ending.success().lines()).hasSize(20).first().isEqualTo("1");
    assertThat(ending.output().lines().skip(1)).containsOnly("0");
  }

  @Test
  void asksForManyPagesInOneTunnel() throws Exception {
    String page = stage.https("/page.txt");

    Ending ending = curl("-w", "%{num_connects}\n", "-o", "out#1", page + "?[1-20]");

    assertThat(ending.success().lines()).hasSize(20).first().isEqualTo("1");
    assertThat(ending.output().lines().skip(1)).containsOnly("0");
  }

  @Test
  void uploadsThroughATunnel() throws Exception {
    Path file = Files.write(directory.resolve("upload"), random(BIG));
    Path answer = directory.resolve("answer");

    curl("-T", "" + file, "-o", "" + answer, stage.https("/upload")).success();

    assertThat(answer).hasSameBinaryContentAs(file);
  }

  @Test
  void showsThePageThatTellsOfAListedName() throws Exception {
    Ending ending = curl("--include", stage.http(Stage.LISTED, "/page.txt?listed"));

    assertThat(ending.success())
        .startsWith("HTTP/1.1 403 ")
        .contains("Sekisho-Verdict: hostile\r\n")
        .endsWith("</html>\n");
    assertThat(stage.site().visits("GET /page.txt?listed")).isEmpty();
  }

  @Test
  void failsWithItsStatusForAFailedPageAtAListedName() throws Exception {
    Ending ending = curl("--fail", stage.http(Stage.LISTED, "/page.txt?fail"));

    assertThat(ending.status()).as(ending.output()).isEqualTo(22);
    assertThat(ending.output()).contains("403");
  }

  @Test
  void failsWithItsStatusForAFailedTunnelToAListedName() throws Exception {
    Ending ending = curl("--include", stage.https(Stage.LISTED, "/page.txt?tunnel"));

    assertThat(ending.status()).as(ending.output()).isEqualTo(56);
    assertThat(ending.output()).contains("HTTP/1.1 403 ", "Sekisho-Verdict: hostile");
    assertThat(stage.site().visits("GET /page.txt?tunnel")).isEmpty();
  }

  private Ending curl(String... arguments) throws Exception {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("-q", "-sS", "--noproxy", "", "--proxy", stage.proxy()));
    all.addAll(List.of("--cacert", stage.certificate().pem().toString()));
    all.addAll(List.of(arguments));
    return ClientProgram.named("curl").run(directory, all.toArray(String[]::new));
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new SplittableRandom(20_261_122).nextBytes(bytes);
    return bytes;
  }
}
