package io.sekisho.app.feeds.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.http.FeedServer.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a download follows its server to, and what it shows there. */
@SuppressWarnings("NullAway.Init") // set before each test
final class RedirectTest {
  @TempDir private Path directory;
  private FeedServer server;
  private FeedServer other;

  @BeforeEach
  void open() throws IOException {
    server = FeedServer.plain();
    other = FeedServer.plain();
    other.answers(request -> Answer.text("other.example\n"));
  }

  @AfterEach
  void close() {
    server.close();
    other.close();
  }

  private Fetch fetch() {
    return Fetch.of(server.uri("/list.txt"), directory);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirectionsAreFollowed(int status) {
    server.answers(
        request ->
            request.getRequestURI().getPath().equals("/list.txt")
                ? Answer.redirect(status, "/moved/list.txt")
                : Answer.text("moved.example\n"));

    String told = fetch().told();

    assertThat(told).isEqualTo("fresh: moved.example\n");
  }

  @Test
  void noMoreThanFiveAreFollowed() {
    server.answers(request -> Answer.redirect(302, "/list.txt"));

    String told = fetch().told();

    assertThat(told).startsWith("http-status: ").contains("redirects more than 5 times");
    assertThat(server.requests()).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ftp://127.0.0.1/x",
        "file:///etc/passwd",
        "http://",
        "http://[",
        "http://u:p@h/"
      })
  void whatIsNoWebAddressIsNotFollowed(String location) {
    server.answers(request -> Answer.redirect(302, location));

    String told = fetch().told();

    assertThat(told).matches("(?s)http-status: .*redirects (to what is|more than).*");
  }

  @Test
  void aSecretFollowsToTheSameOrigin() throws IOException {
    server.answers(
        request ->
            request.getRequestURI().getPath().equals("/list.txt")
                ? Answer.redirect(302, "/moved.txt")
                : Answer.text("moved.example\n"));

    String told = fetch().showing(Credential.inHeader("Auth-Key", secret("k3y"))).told();

    assertThat(told).startsWith("fresh");
    assertThat(server.requests()).allMatch(fields -> "k3y".equals(fields.getFirst("Auth-Key")));
  }

  @Test
  void noSecretGoesToAnotherOrigin() throws IOException {
    server.answers(request -> Answer.redirect(302, other.uri("/list.txt").toString()));

    String told = fetch().showing(Credential.bearer(secret("t0ken"))).told();

    assertThat(told).isEqualTo("fresh: other.example\n");
    assertThat(server.requests().get(0).getFirst("Authorization")).isEqualTo("Bearer t0ken");
    assertThat(other.requests().get(0).containsKey("Authorization")).isFalse();
  }

  @Test
  void aNewSecretCountsFromTheNextDownloadOn() throws IOException {
    server.answers(request -> Answer.text("c2.example\n"));
    Fetch fetch = fetch().showing(Credential.inHeader("Auth-Key", secret("old")));
    Download first = fetch.get();
    Files.writeString(directory.resolve("secret"), "new\n");

    Download second = fetch.get();

    assertThat(first.status()).isEqualTo(second.status());
    assertThat(server.requests().get(1).getFirst("Auth-Key")).isEqualTo("new");
  }

  @Test
  void aSecretThatEverybodyMayReadIsNotSent() throws IOException {
    SecretFile secret = secret("k3y");
    Files.setPosixFilePermissions(secret.path(), PosixFilePermissions.fromString("rw-r--r--"));

    String told = fetch().showing(Credential.inHeader("Auth-Key", secret)).told();

    assertThat(told).contains("may be read by everybody").doesNotContain("k3y");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void aProxyIsAskedInThePlaceOfTheServer() throws IOException {
    HttpProxy proxy =
        new HttpProxy("127.0.0.1", other.port(), new HttpProxy.Login("me", secret("pass")));
    other.answers(
        request ->
            request.getRequestHeaders().containsKey("Proxy-Authorization")
                ? Answer.text("by.proxy.example\n")
                : Answer.status(407).with(Map.of("Proxy-Authenticate", "Basic realm=\"p\"")));

    String told = fetch().by(proxy).told();

    assertThat(told).isEqualTo("fresh: by.proxy.example\n");
    assertThat(server.requests()).isEmpty();
  }

  private SecretFile secret(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("secret"), text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return new SecretFile(file);
  }
}
