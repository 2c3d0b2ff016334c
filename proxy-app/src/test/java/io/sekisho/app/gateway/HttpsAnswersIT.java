package io.sekisho.app.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.clients.Authority;
import io.sekisho.app.clients.Browser;
import io.sekisho.app.gateway.Namespace.Ending;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page over HTTPS, as it comes to clients that know of nobody between them and the server. */
@SuppressWarnings("NullAway.Init") // set before all tests
final class HttpsAnswersIT {
  @TempDir private static Path scratch;
  private static Authority authority;
  private static Network network;
  private static @Nullable Nginx nginx;
  private static @Nullable GatewayUnderTest gateway;

  @TempDir private Path directory;

  @BeforeAll
  static void open() throws Exception {
    network = Network.create();
    nginx = Nginx.start(network.server(), Files.createDirectory(scratch.resolve("nginx")));
    Path place = Files.createDirectory(scratch.resolve("gateway"));
    authority = Authority.in(place);
    gateway =
        GatewayUnderTest.start(
            network, place, "interfaces: lan0", Authority.YAML + "answer: {tls: refuse}\n");
  }

  @AfterAll
  static void close() {
    if (gateway != null) {
      gateway.close();
    }
    if (nginx != null) {
      nginx.close();
    }
    network.close();
  }

  @AfterEach
  void nothingGotPast() throws Exception {
    assertThat(network.packetsPast()).isZero();
    assertThat(nginx().visits()).noneMatch(visit -> visit.contains(Client.LISTED));
  }

  private static Nginx nginx() {
    return Objects.requireNonNull(nginx);
  }

  private static Client client() {
    return new Client(network.client());
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void curlGetsThePageOfAListedName(Family family) throws Exception {
    String page =
        client()
            .curlTrusting(authority.root().toString(), Client.LISTED, family.inUri(family.server()))
            .success();

    assertThat(page).startsWith("HTTP/1.1 403 ").contains("Sekisho-Verdict: hostile", "</html>");
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void opensslFindsNothingWrongWithAListedAddress(Family family) throws Exception {
    Ending page =
        client()
            .openssl(
                family.at(family.listed(), 443),
                "-noservername",
                "-verify_ip",
                family.listed(),
                "-CAfile",
                authority.root().toString(),
                "-verify_return_error");

    assertThat(page.output())
        .contains("HTTP/1.1 403 ", "Verify return code: 0 (ok)")
        .doesNotContain("unexpected eof");
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void cleanServersProveThemselvesByTheirOwnCertificates(Family family) throws Exception {
    String target = family.at(family.server(), 443);

    Ending clean = client().openssl(target, "-servername", Client.CLEAN);

    assertThat(clean.output()).contains("subject=CN = site", "hello");
  }

  @Test
  void chromiumShowsThePage() throws Exception {
    Tools.need("chromium");
    Browser browser = Browser.trusting(authority, directory);
    String uri = "https://" + Client.LISTED + "/";
    List<String> rules = List.of("--host-resolver-rules=MAP * " + Family.V4.server());

    String shown = chromium(browser.command(rules, uri)).success();
    chromium(browser.command(Browser.picture("https-transparent"), rules, uri)).success();

    assertThat(shown).contains("</html>").doesNotContain("ERR_");
    assertThat(shown).contains("sekisho");
    assertThat(Browser.picture("https-transparent")).isNotEmptyFile();
    assertThat(gateway().errors()).doesNotContain("Exception");
  }

  private static GatewayUnderTest gateway() {
    return Objects.requireNonNull(gateway);
  }

  private Ending chromium(List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("env", "HOME=" + directory, "chromium"));
    command.addAll(arguments);
    return network.client().run(command.toArray(String[]::new));
  }
}
