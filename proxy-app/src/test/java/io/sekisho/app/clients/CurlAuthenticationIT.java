package io.sekisho.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.clients.ClientProgram.Ending;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** curl where the proxy asks for a name and a password. */
final class CurlAuthenticationIT {
  /** The password is {@code U*U}: the first test vector of crypt_blowfish. */
  private static final String USERS =
      "alice:$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW\n";

  private static final String RIGHT = "alice:U*U";
  private static final String WRONG = "alice:U*V";
  private static final int TUNNEL_FAILED = 56;

  @TempDir private static Path scratch;
  @AutoClose private static Stage stage;

  @TempDir private Path directory;

  @BeforeAll
  static void open() throws Exception {
    ClientProgram.named("curl");
    Files.writeString(scratch.resolve("users"), USERS);
    stage = Stage.withExplicit(scratch, "authentication: {htpasswd: users}");
    Files.writeString(stage.file("page.txt"), "hello");
  }

  @Test
  void getsAPageWithTheRightPassword() throws Exception {
    Ending ending = curl("--proxy-user", RIGHT, stage.http("/page.txt?right"));

    assertThat(ending.success()).isEqualTo("hello");
    assertThat(stage.site().visits("GET /page.txt?right"))
        .singleElement()
        .satisfies(get -> assertThat(get.headers().contains("Proxy-Authorization")).isFalse());
  }

  @Test
  void getsAPageThroughATunnelWithTheRightPassword() throws Exception {
    Ending ending = curl("--proxy-user", RIGHT, stage.https("/page.txt"));

    assertThat(ending.success()).isEqualTo("hello");
  }

  @Test
  void findsOutThatBasicIsWhatIsAskedFor() throws Exception {
    Ending ending =
        curl("--proxy-anyauth", "--proxy-user", RIGHT, "--include", stage.http("/page.txt?any"));

    assertThat(ending.success())
        .startsWith("HTTP/1.1 407 ")
        .contains("Proxy-Authenticate: Basic ", "HTTP/1.1 200 ")
        .endsWith("hello");
    assertThat(stage.site().visits("GET /page.txt?any")).hasSize(1);
  }

  @Test
  void isAskedForAPassword() throws Exception {
    Ending ending = curl("--include", stage.http("/page.txt?none"));

    assertThat(ending.success())
        .startsWith("HTTP/1.1 407 ")
        .contains("Proxy-Authenticate: Basic ", "Sekisho-Verdict: authentication\r\n");
    assertThat(stage.site().visits("GET /page.txt?none")).isEmpty();
  }

  @Test
  void isAskedAgainAfterAWrongPassword() throws Exception {
    Ending ending = curl("--include", "--proxy-user", WRONG, stage.http("/page.txt?wrong"));

    assertThat(ending.success())
        .startsWith("HTTP/1.1 407 ")
        .contains("Proxy-Authenticate: Basic ", "Sekisho-Verdict: authentication\r\n");
    assertThat(stage.site().visits("GET /page.txt?wrong")).isEmpty();
  }

  @Test
  void getsNoTunnelWithAWrongPassword() throws Exception {
    Ending ending = curl("--include", "--proxy-user", WRONG, stage.https("/page.txt?tunnel"));

    assertThat(ending.status()).as(ending.output()).isEqualTo(TUNNEL_FAILED);
    assertThat(ending.output()).contains("HTTP/1.1 407 ", "Proxy-Authenticate: Basic ");
    assertThat(stage.site().visits("GET /page.txt?tunnel")).isEmpty();
  }

  @Test
  void isToldOfAListedNameOnceItHasGivenThePassword() throws Exception {
    Ending ending =
        curl("--include", "--proxy-user", RIGHT, stage.http(Stage.LISTED, "/page.txt?listed"));

    assertThat(ending.success())
        .startsWith("HTTP/1.1 403 ")
        .contains("Sekisho-Verdict: hostile\r\n");
  }

  private Ending curl(String... arguments) throws Exception {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("-q", "-sS", "--noproxy", "", "--proxy", stage.proxy()));
    all.addAll(List.of("--cacert", stage.certificate().pem().toString()));
    all.addAll(List.of(arguments));
    return ClientProgram.named("curl").run(directory, all.toArray(String[]::new));
  }
}
