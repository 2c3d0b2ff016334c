package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sekisho.proxy.Flow;
import io.sekisho.proxy.Quota;
import io.sekisho.proxy.client.ClientIdentity;
import io.sekisho.proxy.client.ForwardedField;
import io.sekisho.proxy.client.Passwords;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A client that many people have. */
final class CurlEndToEndTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private static Path scratch;

  @BeforeAll
  static void curlIsThere() {
    assumeThat(
            Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "curl"))))
        .isTrue();
  }

  @OnEveryEngine
  void getsAPage(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      String output = curl(proxy, "http://" + origin.at("clean.test") + "/");

      assertThat(output).isEqualTo("ok");
    }
  }

  @OnNativeEngine
  void getsAPageByAParentProxy(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest upper = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        ProxyUnderTest lower =
            ProxyUnderTest.on(engine)
                .tunnelsTo(origin)
                .parent(Parents.at(upper.address().getPort()))
                .start()) {
      String url = "http://" + origin.at("clean.test") + "/";

      assertThat(curl(lower, url)).isEqualTo("ok");
      assertThat(curl(lower, "--proxytunnel", url)).isEqualTo("ok");
    }
  }

  @OnEveryEngine
  void getsARefusal(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      String output = curl(proxy, "-i", "http://c2-test.sekisho.invalid/");

      assertThat(output)
          .startsWith("HTTP/1.1 403 ")
          .contains("Sekisho-Verdict: hostile", "</html>");
    }
  }

  @OnEveryEngine
  void isToldThatThereIsNoRoomForIt(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.on(engine).connections(new Quota(1, 1)).start();
        Wire holder = proxy.connect()) {
      Await.until("it is taken in", () -> proxy.observer().open() == 1);

      String plain = curl(proxy, "-i", "http://clean.test/");
      String upload = curl(proxy, "-i", "-d", "x".repeat(100_000), "http://clean.test/");
      String tunnel = curl(proxy, "https://clean.test/");

      assertThat(plain).startsWith("HTTP/1.1 503 ").contains("Sekisho-Verdict: busy");
      assertThat(upload).startsWith("HTTP/1.1 503 ").contains("Sekisho-Verdict: busy");
      assertThat(tunnel).contains("503");
      assertThat(holder.isEnded()).isFalse();
    }
  }

  @OnEveryEngine
  void asksForAHead(Engine engine) throws Exception {
    try (Origin origin = Origin.saying("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      String output = curl(proxy, "-I", "http://" + origin.at("clean.test") + "/");

      assertThat(output).startsWith("HTTP/1.1 200 OK").contains("Content-Length: 5");
    }
  }

  @OnEveryEngine
  void speaksHttp10(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      String output = curl(proxy, "--http1.0", "http://" + origin.at("clean.test") + "/");

      assertThat(output).isEqualTo("ok");
    }
  }

  @OnEveryEngine
  void uploadsWithAnExpectation(Engine engine) throws Exception {
    Path file = Files.write(scratch.resolve("upload"), new byte[2 << 20]);
    try (Origin origin =
            Origin.doing(
                connection -> {
                  connection.readUntil("\r\n\r\n");
                  connection.send("HTTP/1.1 100 Continue\r\n\r\n");
                  connection.checksum(2 << 20);
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nmuch");
                  connection.ending();
                });
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      String output =
          curl(
              proxy,
              "-H",
              "Expect: 100-continue",
              "-T",
              file.toString(),
              "http://" + origin.at("clean.test") + "/file");

      assertThat(output).isEqualTo("much");
      assertThat(origin.head(0)).contains("Expect: 100-continue\r\n");
    }
  }

  @OnEveryEngine
  void goesThroughATunnelToATlsServer(Engine engine) throws Exception {
    try (Origin origin = tlsOrigin();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start()) {

      String output = curl(proxy, "-k", "https://" + origin.at("clean.test") + "/");

      assertThat(output).isEqualTo("secret");
      assertThat(proxy.observer().undecided()).isEmpty();
    }
  }

  @OnEveryEngine
  void isToldThatATunnelToAListedNameIsForbidden(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.on(engine).connectPort(443).start()) {

      String output = curl(proxy, "-k", "https://hostile.test/");

      assertThat(output).contains("403");
    }
  }

  @OnEveryEngine
  void isResetWhereItsServerNameIsListed(Engine engine) throws Exception {
    try (Origin origin = tlsOrigin();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start()) {

      String output =
          curl(
              proxy,
              "-k",
              "--connect-to",
              "hostile.test:" + origin.port() + ":clean.test:" + origin.port(),
              "https://" + origin.at("hostile.test") + "/");

      assertThat(output).containsIgnoringCase("reset");
      assertThat(origin.connections()).isLessThanOrEqualTo(1);
    }
  }

  @OnEveryEngine
  void logsInOnceItIsChallenged(Engine engine) throws Exception {
    try (Origin plain = Origin.ok();
        Origin secure = tlsOrigin();
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine).tunnelsTo(secure).identity(withPasswords()).start()) {
      String[] login = {"-v", "-k", "--proxy-anyauth", "--proxy-user", "alice:pw-alice"};

      String page = curl(proxy, with(login, "http://" + plain.at("clean.test") + "/"));
      String tunnel = curl(proxy, with(login, "https://" + secure.at("clean.test") + "/"));

      assertThat(page).contains(" 407 Proxy Authentication Required").endsWith("ok");
      assertThat(tunnel)
          .contains(" 407 Proxy Authentication Required", " 200 Connection established", "secret")
          .containsOnlyOnce("* Connected to");
      assertThat(proxy.observer().relayed()).map(Flow::user).containsExactly("alice", "alice");
    }
  }

  private static ClientIdentity withPasswords() {
    return new ClientIdentity(List.of(), Passwords.of(4, "alice"), ForwardedField.OFF);
  }

  private static String[] with(String[] arguments, String last) {
    return Stream.concat(Arrays.stream(arguments), Stream.of(last)).toArray(String[]::new);
  }

  /** Runs curl by way of the proxy; what it writes, its complaints included. */
  private static String curl(ProxyUnderTest proxy, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("curl", "-q", "-sS", "--max-time", "15", "--noproxy", ""));
    command.addAll(List.of("--proxy", "http://127.0.0.1:" + proxy.address().getPort()));
    command.addAll(Arrays.asList(arguments));
    return run(command);
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    try (InputStream output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return text;
    }
  }

  private static Origin tlsOrigin() throws Exception {
    return Origin.behind(
        serverContext()
            .getServerSocketFactory()
            .createServerSocket(0, 8, InetAddress.getLoopbackAddress()),
        connection -> {
          connection.readUntil("\r\n\r\n");
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret");
          connection.ending();
        });
  }

  private static SSLContext serverContext()
      throws GeneralSecurityException, IOException, InterruptedException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keyStore())) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  private static Path keyStore() throws IOException, InterruptedException {
    Path file = scratch.resolve("server.p12");
    if (!Files.exists(file)) {
      String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
      String made =
          run(
              List.of(
                  keytool,
                  "-genkeypair",
                  "-alias",
                  "server",
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=clean.test",
                  "-storetype",
                  "PKCS12",
                  "-keystore",
                  file.toString(),
                  "-storepass",
                  new String(PASSWORD)));
      assertThat(file).as(made).exists();
    }
    return file;
  }
}
