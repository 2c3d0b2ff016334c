package io.sekisho.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sekisho.app.feeds.FeedLocation;
import io.sekisho.app.feeds.http.Credential;
import io.sekisho.app.feeds.http.HttpProxy;
import io.sekisho.app.feeds.http.HttpSource;
import io.sekisho.app.feeds.http.HttpSource.Protection;
import io.sekisho.app.feeds.http.SecretFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FeedLocationReaderTest {
  @TempDir private Path directory;

  @BeforeEach
  void writeSecrets() throws IOException {
    secret("key", "rw-------");
    secret("open", "rw-r--r--");
  }

  private void secret(String name, String mode) throws IOException {
    Path file = Files.writeString(directory.resolve(name), "s3cret\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @ParameterizedTest
  @ValueSource(strings = {"url: 'api:'", "url: 'API:', expires: never, special-purpose: accept"})
  void aFeedThatIsPostedToNeedsNothingElse(String keys) throws Exception {
    assertThat(location(keys)).isEqualTo(new FeedLocation.Posted());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "format: domains",
        "columns: {value: 1}",
        "refresh: 5m",
        "insecure: false",
        "timeout: 5m",
        "proxy: 'http://192.0.2.1:3128'",
        "url-hosts: block",
        "allow-empty: true",
        "max-shrink: 50%",
        "max-growth: 300%",
        "max-rejected: 50%"
      })
  void whatIsSaidOfCopiesIsAFaultOfAFeedThatHasNone(String key) {
    assertThatThrownBy(() -> location("url: 'api:', " + key))
        .hasMessageContaining("feeds[0]." + key.substring(0, key.indexOf(':')))
        .hasMessageContaining("is for feeds that are read, and this one is posted to");
  }

  @Test
  void behindTheWordForPostingNothingBelongs() {
    assertThatThrownBy(() -> location("url: 'api:soc'"))
        .hasMessageContaining("feeds[0].url: has something behind api:");
  }

  @Test
  void aFeedOnTheWebNeedsItsAddressAlone() throws Exception {
    FeedLocation location = location("url: https://lists.example/c2.txt");

    assertThat(location)
        .isEqualTo(
            new FeedLocation.OnWeb(
                HttpSource.plain(URI.create("https://lists.example/c2.txt"), Protection.TLS_ONLY)));
  }

  @ParameterizedTest
  @CsvSource({
    "https://lists.example, https://lists.example/",
    "https://lists.example?list=c2, https://lists.example/?list=c2",
    "https://lists.example/?list=c2, https://lists.example/?list=c2"
  })
  void anAddressWithoutAPathIsThatOfTheRoot(String written, String asked) throws Exception {
    FeedLocation location = location("url: '" + written + "'");

    assertThat(location)
        .isEqualTo(
            new FeedLocation.OnWeb(HttpSource.plain(URI.create(asked), Protection.TLS_ONLY)));
  }

  @Test
  void everyKeyOfAFeedOnTheWebIsRead() throws Exception {
    SecretFile key = new SecretFile(directory.resolve("key"));

    FeedLocation location =
        location(
            "url: https://lists.example/c2.txt, insecure: true, timeout: 30s,"
                + " auth: {header: Auth-Key, secret-file: key},"
                + " proxy: 'http://192.0.2.1:3128', proxy-user: me, proxy-password-file: key");

    assertThat(location)
        .isEqualTo(
            new FeedLocation.OnWeb(
                new HttpSource(
                    URI.create("https://lists.example/c2.txt"),
                    Protection.INSECURE,
                    Credential.inHeader("Auth-Key", key),
                    new HttpProxy("192.0.2.1", 3128, new HttpProxy.Login("me", key)),
                    null,
                    Duration.ofSeconds(30))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "url: http://lists.example/c2 ~ url: anybody on the way can change",
        "url: 'http://h/', insecure: true, auth: {bearer-file: key} ~ auth: has a secret",
        "url: 'http://127.0.0.1/', insecure: true, auth: {bearer-file: key}, proxy: 'http://p:1' ~ auth: has",
        "url: 'https://me:s3cret@lists.example/' ~ url: has a user or a password in it",
        "url: 'https:c2.txt' ~ url: is not a web address",
        "url: 'ftp://lists.example/c2' ~ url: ftp: is not a known way",
        "url: 'file:c2.txt', timeout: 5s ~ timeout: is for feeds on the web",
        "url: 'https://h/', auth: {header: Auth-Key} ~ auth.secret-file: is missing",
        "url: 'https://h/', auth: {secret-file: key} ~ auth.header: is missing",
        "url: 'https://h/', auth: {bearer-file: open} ~ may be read by everybody; chmod 0600",
        "url: 'https://h/', auth: {bearer-file: none} ~ none does not exist",
        "url: 'https://h/', auth: {header: 'a b', secret-file: key} ~ not the name of a header",
        "url: 'https://h/', auth: {header: A, secret-file: key, bearer-file: key} ~ is one way",
        "url: 'https://h/', ca: key ~ ca: ",
        "url: 'https://h/', proxy: 'https://p:1' ~ proxy: is not the address of a proxy",
        "url: 'https://h/', proxy: 'http://p' ~ proxy: is not the address of a proxy",
        "url: 'https://h/', proxy-user: me ~ proxy-password-file: is missing",
      })
  void faultsAreNamedByTheirKeys(String feed, String fault) {
    ConfigFaults faults = catchThrowableOfType(ConfigFaults.class, () -> location(feed));

    assertThat(faults).hasMessageContaining(fault);
    assertThat(faults.getMessage()).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:8080", "[::1]:8080"})
  void aServerOfThisMachineMayBeShownASecretByHttp(String server) throws Exception {
    String url = "url: 'http://" + server + "/'";

    FeedLocation location = location(url + ", insecure: true, auth: {bearer-file: key}");

    boolean shown =
        location.fold(
            inFile -> false, onWeb -> onWeb.source().credential() != null, posted -> false);
    assertThat(shown).isTrue();
  }

  @Test
  void secretsAreLeftAloneByThoseWhoMayNotReadThem() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("sekisho.yaml"),
            "feeds: [{name: c2, url: 'https://h/', auth: {bearer-file: open}}]");

    Configuration configuration = ConfigurationReader.readWithoutAuthority(file);

    assertThat(configuration.feeds()).hasSize(1);
  }

  private FeedLocation location(String feed) throws Exception {
    Path file =
        Files.writeString(directory.resolve("sekisho.yaml"), "feeds: [{name: c2, " + feed + "}]\n");
    return ConfigurationReader.read(file).feeds().get(0).location();
  }
}
