package io.sekisho.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.fixtures.PortalKeys;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walled garden of the packaged jar, from a hit to the release. */
final class GardenIT {
  @TempDir private Path directory;

  @Test
  void aHitClientIsKeptToldAndReleased() throws Exception {
    PortalKeys keys = PortalKeys.in(directory, "portal");
    int api = freePort();
    String configuration =
        """
        explicit: {listen: '127.0.0.1:0', connect-ports: [443]}
        admin: {listen: '127.0.0.1:0'}
        egress: {private-addresses: allow}
        dns:
          servers: ['127.0.0.1:1']
          hosts: {other.test: 127.0.0.1, ok.test: 127.0.0.1}
        answer: {http: redirect, redirect-to: 'https://help.test/'}
        garden:
          allow: ok.test
          api: {listen: '127.0.0.1:%d', certificate: portal.pem, private-key: portal.key}
        """
            .formatted(api);
    HttpClient device = HttpClient.newBuilder().sslContext(keys.trusting()).build();
    URI portal = URI.create("https://localhost:" + api + "/captive-portal/api");
    try (WebServer web = new WebServer();
        Program program = Program.serving(directory, configuration)) {
      assertThat(get("other.test", program, web)).startsWith("HTTP/1.1 200 ");
      assertThat(ask(device, portal).body()).contains("\"captive\":false").doesNotContain("url");
      assertThat(get("c2-test.sekisho.invalid", program, web)).startsWith("HTTP/1.1 302 ");

      String kept = get("other.test", program, web);

      assertThat(kept).startsWith("HTTP/1.1 302 ").contains("Location: https://help.test/?case=");
      assertThat(get("ok.test", program, web)).startsWith("HTTP/1.1 200 ");
      HttpResponse<String> told = ask(device, portal);
      assertThat(told.headers().firstValue("Content-Type")).contains("application/captive+json");
      assertThat(told.headers().firstValue("Cache-Control")).contains("private");
      assertThat(told.body())
          .contains("\"captive\":true", "\"user-portal-url\":\"https://help.test/?case=");
      assertThat(admin(program, "GET", "/api/v1/garden", "")).contains("\"127.0.0.1\"");
      assertThat(admin(program, "GET", "/metrics", "")).contains("sekisho_garden_clients 1");
      assertThat(release(program, "127.0.0.9")).contains("not in the garden");
      assertThat(release(program, "127.0.0.1")).contains("\"released\"");
      assertThat(get("other.test", program, web)).startsWith("HTTP/1.1 200 ");
      assertThat(ask(device, portal).body()).contains("\"captive\":false");
    }
  }

  private static HttpResponse<String> ask(HttpClient device, URI portal) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(portal).header("Accept", "application/captive+json").build();
    return device.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static String release(Program program, String client) throws Exception {
    return admin(program, "POST", "/api/v1/garden/release", "{\"client\": \"" + client + "\"}");
  }

  private static String admin(Program program, String method, String path, String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + program.adminPort() + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static String get(String name, Program program, WebServer web) throws IOException {
    String request =
        "GET http://%1$s:%2$d/ HTTP/1.1\r\nHost: %1$s:%2$d\r\nConnection: close\r\n\r\n"
            .formatted(name, web.port());
    try (Socket client = new Socket(program.proxy().getAddress(), program.proxy().getPort())) {
      client.setSoTimeout(10_000);
      client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
