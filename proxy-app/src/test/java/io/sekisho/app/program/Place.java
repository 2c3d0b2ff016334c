package io.sekisho.app.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Where everything of a program is that can move; ports of loopback. */
record Place(int proxy, int admin, String events) {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  /** Two ports that nobody uses. */
  static Place free(String events) throws IOException {
    try (ServerSocket one = new ServerSocket(0, 1, LOOPBACK);
        ServerSocket other = new ServerSocket(0, 1, LOOPBACK)) {
      return new Place(one.getLocalPort(), other.getLocalPort(), events);
    }
  }

  static boolean isOpen(int port) throws IOException {
    try (Socket socket = new Socket(LOOPBACK, port)) {
      return socket.isConnected();
    } catch (SocketException e) {
      return false;
    }
  }

  HttpResponse<String> ask(String uri) throws IOException, InterruptedException {
    return Program.get(
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(ProxySelector.of(new InetSocketAddress(LOOPBACK, proxy)))
            .build(),
        uri);
  }

  HttpResponse<String> askAdmin(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + admin + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  double metric(String series) throws IOException, InterruptedException {
    return Program.metric(askAdmin("/metrics").body(), series);
  }
}
