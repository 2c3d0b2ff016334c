package io.sekisho.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.clients.ClientProgram.Ending;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** wget, which speaks HTTP/1.1 in its own way and TLS by another library than curl. */
final class WgetIT {
  private static final int SERVER_ERROR = 8;
  private static final int NETWORK_FAILURE = 4;

  @TempDir private static Path scratch;
  @AutoClose private static Stage stage;

  @TempDir private Path directory;

  @BeforeAll
  static void open() throws Exception {
    ClientProgram.named("wget");
    stage = Stage.in(scratch);
    byte[] big = new byte[1 << 20];
    new SplittableRandom(20_261_122).nextBytes(big);
    Files.write(stage.file("big"), big);
    Files.writeString(stage.file("first.html"), "<html><a href=second.html>next</a></html>");
    Files.writeString(stage.file("second.html"), "<html>the second</html>");
  }

  @Test
  void getsAFile() throws Exception {
    wget(stage.http("/big")).success();

    assertThat(directory.resolve("big")).hasSameBinaryContentAs(stage.file("big"));
  }

  @Test
  void getsAFileThroughATunnel() throws Exception {
    wget(stage.https("/big")).success();

    assertThat(directory.resolve("big")).hasSameBinaryContentAs(stage.file("big"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void resumesABrokenDownload(String scheme) throws Exception {
    byte[] whole = Files.readAllBytes(stage.file("big"));
    Files.write(directory.resolve("big"), Arrays.copyOf(whole, 300_000));
    String path = "/big?" + scheme;
    String url = scheme.equals("http") ? stage.http(path) : stage.https(path);

    wget("--continue", "--output-document=big", url).success();

    assertThat(directory.resolve("big")).hasBinaryContent(whole);
    assertThat(stage.site().visits("GET " + path))
        .singleElement()
        .satisfies(get -> assertThat(get.headers().get("Range")).isEqualTo("bytes=300000-"));
  }

  @Test
  void followsLinks() throws Exception {
    wget("--recursive", "--no-host-directories", stage.http("/first.html")).success();

    assertThat(directory.resolve("second.html")).hasContent("<html>the second</html>");
  }

  @Test
  void failsForAListedName() throws Exception {
    Ending ending = wget(stage.http(Stage.LISTED, "/big?listed"));

    assertThat(ending.status()).as(ending.output()).isEqualTo(SERVER_ERROR);
    assertThat(ending.output()).contains("ERROR 403");
    assertThat(stage.site().visits("GET /big?listed")).isEmpty();
  }

  @Test
  void failsForATunnelToAListedName() throws Exception {
    Ending ending = wget(stage.https(Stage.LISTED, "/big?tunnel"));

    assertThat(ending.status()).as(ending.output()).isEqualTo(NETWORK_FAILURE);
    assertThat(ending.output()).contains("Forbidden");
    assertThat(stage.site().visits("GET /big?tunnel")).isEmpty();
  }

  private Ending wget(String... arguments) throws Exception {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("--no-config", "--no-verbose", "--tries=1", "--timeout=30"));
    all.add("--ca-certificate=" + stage.certificate().pem());
    all.addAll(List.of(arguments));
    return ClientProgram.named("wget")
        .with("http_proxy", stage.proxy())
        .with("https_proxy", stage.proxy())
        .run(directory, all.toArray(String[]::new));
  }
}
