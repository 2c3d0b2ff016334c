package io.sekisho.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar behind a parent proxy. */
final class ParentIT {
  private static final String URL = "http://somewhere.example/";

  @TempDir private Path directory;

  @Test
  void passwordIsReadAgainAtSighupAndStandsInNoLog() throws Exception {
    try (Parent parent = new Parent()) {
      Path password = Files.writeString(directory.resolve("password"), "first-secret\n");
      try (Program program = Program.serving(directory, by(parent))) {
        HttpClient client = program.client();
        Program.get(client, URL);

        Files.writeString(password, "second-secret\n");
        program.hangUp();

        Await.that(
            () ->
                Program.get(client, URL).statusCode() == 200
                    && parent.logins().contains(basic("second-secret")));
        assertThat(parent.logins().get(0)).isEqualTo(basic("first-secret"));
        assertThat(program.admin("/metrics").body())
            .contains("sekisho_parent_requests_total{kind=\"sent\",listener=\"explicit\"}");
        assertThat(program.output() + program.errors())
            .doesNotContain("-secret", basic("first-secret").substring(6));
      }
    }
  }

  private static String by(Parent parent) {
    return """
        explicit: {listen: '127.0.0.1:0'}
        admin: {listen: '127.0.0.1:0'}
        dns: {servers: ['127.0.0.1:1']}
        egress:
          parent: {address: '127.0.0.1:%d', user: sekisho, password-file: password, look-up: skip}
        """
        .formatted(parent.port());
  }

  private static String basic(String password) {
    byte[] login = ("sekisho:" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(login);
  }

  /** A proxy that answers every request itself, and keeps the logins. */
  private static final class Parent implements AutoCloseable {
    private final HttpServer server;
    private final List<String> logins = new CopyOnWriteArrayList<>();

    Parent() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            logins.add(exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      server.start();
    }

    int port() {
      return server.getAddress().getPort();
    }

    List<String> logins() {
      return logins;
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
