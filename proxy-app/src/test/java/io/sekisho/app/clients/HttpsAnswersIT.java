package io.sekisho.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.clients.ClientProgram.Ending;
import io.sekisho.app.program.Await;
import io.sekisho.app.program.Program;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page over HTTPS, as it comes to clients that know the proxy and trust its authority. */
final class HttpsAnswersIT {
  private static final String LISTED = "c2-test.sekisho.invalid";
  private static final String URI_OF_LISTED = "https://" + LISTED + "/gate.php?secret=1";

  @TempDir private static Path scratch;
  private static Authority authority;
  @AutoClose private static Program program;

  @TempDir private Path directory;

  @BeforeAll
  static void open() throws Exception {
    authority = Authority.in(scratch);
    program =
        Program.serving(
            scratch,
            Authority.YAML
                + """
                explicit: {listen: '127.0.0.1:0'}
                admin: {listen: '127.0.0.1:0'}
                dns: {servers: ['127.0.0.1:1']}
                answer: {tls: refuse}
                """);
  }

  private static String proxy() throws Exception {
    return "127.0.0.1:" + program.proxy().getPort();
  }

  @Test
  void curlGetsThePageFromWhomItTrusts() throws Exception {
    Ending page = curl("--cacert", authority.root().toString());

    assertThat(page.success())
        .contains("HTTP/1.1 403 ", "Sekisho-Verdict: hostile", "verified 0")
        .doesNotContain("secret");
  }

  @Test
  void curlThatTrustsNobodyShowsNothingAndIsCounted() throws Exception {
    double before = told("refused-by-client");

    Ending nothing = curl("--cacert", otherCertificate().toString());

    assertThat(nothing.status()).as(nothing.output()).isEqualTo(60);
    assertThat(nothing.output()).doesNotContain("403 Forbidden");
    Await.that(() -> told("refused-by-client") == before + 1);
    assertThat(program.errors()).doesNotContain("Exception", "\tat ");
  }

  @Test
  void opensslFindsNothingWrong() throws Exception {
    ClientProgram openssl = ClientProgram.named("openssl");
    for (String version : List.of("-tls1_2", "-tls1_3")) {

      Ending page = openssl(openssl, version);

      assertThat(page.success())
          .contains("HTTP/1.1 403 ", "Verify return code: 0 (ok)", "</html>")
          .doesNotContain("unexpected eof");
    }
  }

  private Ending openssl(ClientProgram openssl, String version) throws Exception {
    String command =
        "printf 'GET / HTTP/1.1\\r\\nHost: %1$s\\r\\nConnection: close\\r\\n\\r\\n' | %2$s s_client"
            + " -ign_eof -proxy %3$s -connect %1$s:443 -servername %1$s -verify_hostname %1$s"
            + " -CAfile %4$s -verify_return_error -alpn h2,http/1.1 %5$s";
    return ClientProgram.named("sh")
        .run(
            directory,
            "-c",
            command.formatted(LISTED, openssl.file(), proxy(), authority.root(), version));
  }

  @Test
  void javaGetsThePage() throws Exception {
    HttpClient client =
        HttpClient.newBuilder()
            .proxy(ProxySelector.of(program.proxy()))
            .sslContext(authority.context())
            .build();

    HttpResponse<String> page =
        client.send(
            HttpRequest.newBuilder(URI.create(URI_OF_LISTED)).build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    assertThat(page.body()).contains("</html>");
  }

  @Test
  void chromiumShowsThePage() throws Exception {
    ClientProgram.named("chromium");
    Browser browser = Browser.trusting(authority, directory);
    for (String language : List.of("en", "ja")) {
      List<String> more = List.of("--proxy-server=http://" + proxy(), "--accept-lang=" + language);

      String shown = browser.run(browser.command(more, URI_OF_LISTED)).success();
      browser
          .run(browser.command(Browser.picture("https-explicit-" + language), more, URI_OF_LISTED))
          .success();

      assertThat(shown).contains("<html lang=\"" + language).doesNotContain("ERR_", "secret=1");
      assertThat(Browser.picture("https-explicit-" + language)).isNotEmptyFile();
    }
  }

  @Test
  void chromiumThatDoesNotTrustTheAuthorityIsToldSoByItself() throws Exception {
    ClientProgram.named("chromium");
    Browser browser = new Browser(directory);
    List<String> more = List.of("--proxy-server=http://" + proxy());

    String shown = browser.run(browser.command(more, URI_OF_LISTED)).success();
    browser.run(browser.command(Browser.picture("https-untrusted"), more, URI_OF_LISTED)).success();

    assertThat(shown).contains("ERR_CERT_AUTHORITY_INVALID");
  }

  @Test
  void withoutAnAuthorityNobodyGetsACertificate() throws Exception {
    ClientProgram openssl = ClientProgram.named("openssl");
    ClientProgram.named("chromium");
    String yaml =
        """
        explicit: {listen: '127.0.0.1:0'}
        admin: {listen: '127.0.0.1:0'}
        dns: {servers: ['127.0.0.1:1']}
        """;
    try (Program plain = Program.serving(directory, yaml)) {
      String at = "127.0.0.1:" + plain.proxy().getPort();
      Browser browser = new Browser(directory);
      List<String> more = List.of("--proxy-server=http://" + at);

      Ending handshake =
          openssl.run(directory, "s_client", "-proxy", at, "-connect", LISTED + ":443");
      String shown = browser.run(browser.command(more, URI_OF_LISTED)).success();
      browser
          .run(browser.command(Browser.picture("https-no-authority"), more, URI_OF_LISTED))
          .success();

      assertThat(handshake.output()).doesNotContain("BEGIN CERTIFICATE");
      assertThat(shown).contains("ERR_TUNNEL_CONNECTION_FAILED");
    }
  }

  private Ending curl(String... how) throws Exception {
    List<String> all = new ArrayList<>(List.of(how));
    all.addAll(List.of("-sSi", "--max-time", "20", "--proxy", "http://" + proxy()));
    all.addAll(List.of("-w", "\nverified %{ssl_verify_result}\n", URI_OF_LISTED));
    return ClientProgram.named("curl").run(directory, all.toArray(String[]::new));
  }

  private Path otherCertificate() throws Exception {
    return SiteCertificate.naming(List.of(LISTED), Files.createDirectory(directory.resolve("x")))
        .pem();
  }

  private static double told(String outcome) throws Exception {
    String series = "sekisho_tls_answers_total{listener=\"explicit\",outcome=\"" + outcome + "\"}";
    return Program.metric(program.admin("/metrics").body(), series);
  }
}
