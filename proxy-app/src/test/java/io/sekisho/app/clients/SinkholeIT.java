package io.sekisho.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.clients.ClientProgram.Ending;
import io.sekisho.app.program.Await;
import io.sekisho.app.program.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that people run as sinkholes, and what they learn of a flow by its PROXY header. */
final class SinkholeIT {
  private static final String LISTED = "c2-test.sekisho.invalid";
  private static final Pattern CASE = Pattern.compile("\"flow\":\"([^\"]+)\"");
  private static final String NGINX =
      """
      daemon off;
      worker_processes 1;
      pid nginx.pid;
      error_log error.log;
      events {}
      http {
        log_format who '$proxy_protocol_addr to $proxy_protocol_server_port $host$uri';
        access_log who.log who;
        client_body_temp_path body;
        proxy_temp_path proxy;
        fastcgi_temp_path fastcgi;
        uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        server { listen 127.0.0.1:%d proxy_protocol; return 200 "sunk\\n"; }
      }
      """;

  @TempDir private Path directory;

  @Test
  void haproxyAsDeployedWritesDownWhoCame() throws Exception {
    ClientProgram haproxy = ClientProgram.named("haproxy");
    int port = freePort();
    Path deployed = Path.of("..", "deploy", "sinkhole", "haproxy.cfg");
    Path file =
        Files.writeString(
            directory.resolve("haproxy.cfg"),
            Files.readString(deployed).replace("bind 127.0.0.1:9100", "bind 127.0.0.1:" + port));
    try (Program program = leadingTo(port);
        ClientProcess sinkhole = haproxy.start(directory, "-f", file.toString())) {
      Await.that(() -> isOpen(port));

      Ending request = curl(program, "http://" + LISTED + "/gate.php?secret=1");
      Ending handshake = curl(program, "https://" + LISTED + "/");

      assertThat(request.success()).startsWith("HTTP/1.1 200 ");
      assertThat(handshake.status()).isNotZero();
      Await.that(() -> sinkhole.output().contains("\"server_name\":\"" + LISTED));
      assertThat(sinkhole.output())
          .contains("\"client\":\"127.0.0.1\"", "\"authority\":\"" + LISTED + "\"")
          .contains("\"case\":\"" + caseOf(program) + "\"")
          .doesNotContain("secret");
    }
  }

  @Test
  void nginxKnowsTheClient() throws Exception {
    ClientProgram nginx = ClientProgram.named("nginx");
    int port = freePort();
    Files.writeString(directory.resolve("nginx.conf"), NGINX.formatted(port));
    String prefix = directory.toString();
    try (Program program = leadingTo(port);
        ClientProcess sinkhole =
            nginx.start(directory, "-p", prefix, "-e", "error.log", "-c", "nginx.conf")) {
      Await.that(() -> isOpen(port));

      Ending request = curl(program, "http://" + LISTED + "/gate.php");

      assertThat(request.success()).as(sinkhole.output()).endsWith("sunk\n");
      Await.that(() -> Files.readString(directory.resolve("who.log")).contains("127.0.0.1 to "));
      assertThat(Files.readString(directory.resolve("who.log"))).contains(LISTED + "/gate.php");
      assertThat(shownByChromium(program)).contains("sunk");
    }
  }

  private String shownByChromium(Program program) throws Exception {
    List<String> more = List.of("--proxy-server=http://127.0.0.1:" + program.proxy().getPort());
    Browser browser = new Browser(directory);
    return browser.run(browser.command(more, "http://" + LISTED + "/")).success();
  }

  private Program leadingTo(int port) throws Exception {
    return Program.serving(
        directory,
        """
        explicit: {listen: '127.0.0.1:0'}
        admin: {listen: '127.0.0.1:0'}
        dns: {servers: ['127.0.0.1:1']}
        answer: {http: sinkhole, connect: sinkhole, tls: sinkhole, sinkhole: '127.0.0.1:%d'}
        """
            .formatted(port));
  }

  private Ending curl(Program program, String uri) throws Exception {
    String proxy = "http://127.0.0.1:" + program.proxy().getPort();
    return ClientProgram.named("curl")
        .run(directory, "-sSi", "--max-time", "20", "--proxy", proxy, uri);
  }

  private static String caseOf(Program program) throws Exception {
    Await.that(() -> CASE.matcher(program.output()).find());
    Matcher matcher = CASE.matcher(program.output());
    assertThat(matcher.find()).as(program.output()).isTrue();
    return matcher.group(1);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isOpen(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
