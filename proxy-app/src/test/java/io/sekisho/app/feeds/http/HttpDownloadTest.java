package io.sekisho.app.feeds.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.http.FeedServer.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads from a server that behaves. */
@SuppressWarnings("NullAway.Init") // set before each test
final class HttpDownloadTest {
  private static final String LIST = "c2.example\n";

  @TempDir private Path directory;
  private FeedServer server;

  @BeforeEach
  void open() throws IOException {
    server = FeedServer.plain();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Fetch fetch() {
    return Fetch.of(server.uri("/list.txt"), directory);
  }

  @Test
  void aCopyIsStoredForItsOwnerAlone() throws IOException {
    server.answers(request -> Answer.text(LIST));

    String told = fetch().told();

    assertThat(told).isEqualTo("fresh: " + LIST);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fetch().file())))
        .isEqualTo("rw-------");
  }

  @Test
  void validatorsAreRememberedAndSentBack() {
    Map<String, String> fields =
        Map.of("ETag", "\"v1\"", "Last-Modified", "Sun, 22 Nov 2026 08:00:00 GMT");
    server.answers(
        request ->
            request.getRequestHeaders().containsKey("If-None-Match")
                ? Answer.status(304)
                : Answer.text(LIST).with(fields));

    Validators known = fetch().get().fold(Download.Fresh::validators, u -> null, f -> null);
    Download second = fetch().get(known);

    assertThat(known).isEqualTo(new Validators("\"v1\"", "Sun, 22 Nov 2026 08:00:00 GMT"));
    assertThat(fetch().told(second)).isEqualTo("unchanged");
    assertThat(server.requests().get(1).getFirst("If-None-Match")).isEqualTo("\"v1\"");
    assertThat(server.requests().get(1).getFirst("If-Modified-Since"))
        .isEqualTo("Sun, 22 Nov 2026 08:00:00 GMT");
  }

  @Test
  void aCopyIsAsOldAsItsServerSays() {
    server.answers(
        request ->
            Answer.text(LIST).with(Map.of("Last-Modified", "Sun, 22 Nov 2020 08:00:00 GMT")));

    Instant modified = fetch().get().fold(Download.Fresh::modified, u -> null, f -> null);

    assertThat(modified).isEqualTo("2020-11-22T08:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 204, 206, 304, 400, 401, 403, 404, 410, 429, 500, 502, 503})
  void anyOtherStatusIsAFailureThatNamesIt(int status) {
    server.answers(request -> Answer.status(status));

    String told = fetch().told();

    assertThat(told).isEqualTo("http-status: " + server.uri("/list.txt") + " answered " + status);
  }

  @ParameterizedTest
  @CsvSource({"429, 120, 120", "503, 5, 5", "404, 60, 60", "503, 9999999, 86400"})
  void retryAfterIsPassedOnWithinBounds(int status, String asked, int seconds) {
    server.answers(request -> Answer.status(status).with(Map.of("Retry-After", asked)));

    Download download = fetch().get();

    assertThat(download.pause()).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(download.status()).isEqualTo(status);
  }

  @Test
  void gzipAndDeflateAreDecoded() throws IOException {
    byte[] list = LIST.getBytes(StandardCharsets.UTF_8);
    server.answers(request -> packed("gzip", gzip(list)));
    String gzip = fetch().told();
    server.answers(request -> packed("deflate", deflate(list, new Deflater())));
    String deflate = fetch().told();
    server.answers(request -> packed("deflate", deflate(list, new Deflater(9, true))));

    String bare = fetch().told();

    assertThat(gzip).isEqualTo("fresh: " + LIST);
    assertThat(deflate).isEqualTo("fresh: " + LIST);
    assertThat(bare).isEqualTo("fresh: " + LIST);
    assertThat(server.requests().get(0).getFirst("Accept-Encoding")).isEqualTo("gzip, deflate");
  }

  @Test
  void anUnknownCodingIsAFailure() {
    server.answers(request -> packed("br", new byte[] {1, 2, 3}));

    String told = fetch().told();

    assertThat(told).startsWith("broken-archive: ").contains("content coding");
  }

  @Test
  void aDecompressionBombIsStoppedEarly() throws IOException {
    byte[] bomb = gzip(new byte[64 << 20]);
    server.answers(request -> packed("gzip", bomb));

    String told = fetch().told();

    assertThat(told).startsWith("too-large: ").contains("unpacks to more than");
    assertThat(Files.size(fetch().file())).isLessThan(32 << 20);
  }

  @Test
  void packedDataThatIsCutShortIsAFailure() throws IOException {
    byte[] packed = gzip(LIST.repeat(100).getBytes(StandardCharsets.UTF_8));
    server.answers(request -> packed("gzip", java.util.Arrays.copyOf(packed, packed.length - 9)));

    String told = fetch().told();

    assertThat(told).startsWith("broken-archive: ").contains("cut short");
  }

  @Test
  void nothingSecretOfAnAddressIsShown() {
    server.answers(request -> Answer.status(403));

    String told = Fetch.of(server.uri("/list.txt?key=s3cret"), directory).told();

    assertThat(told).contains("/list.txt").doesNotContain("s3cret");
  }

  @Test
  void whatIsEndedBeforeItBeginsAsksNobody() {
    server.answers(request -> Answer.text(LIST));
    HttpDownload download = fetch().download();

    download.close();
    Download outcome = download.get(Validators.NONE, fetch().file());

    assertThat(fetch().told(outcome)).startsWith("unreachable: ");
    assertThat(server.requests()).isEmpty();
  }

  private static Answer packed(String coding, byte[] body) {
    return new Answer(200, Map.of("Content-Encoding", coding), body);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static byte[] deflate(byte[] bytes, Deflater deflater) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }
}
