package io.sekisho.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gigabytes, and hundreds who do not read them, through a process with very little memory. */
final class BoundedMemoryIT {
  private static final List<String> LITTLE =
      List.of("-Xmx64m", "-XX:MaxDirectMemorySize=64m", "-XX:+ExitOnOutOfMemoryError");
  private static final int MANY = 200;

  /** Of all buffers together while one connection is as fast as it can be. */
  private static final long BUSY = 16L << 20;

  /** Of all buffers together while {@link #MANY} peers do not read. */
  private static final long STUCK = 48L << 20;

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"/known", "/chunked"})
  void aGigabyteComesDownWhole(String path) throws Exception {
    try (BulkServer server = new BulkServer();
        Program program = Program.serving(directory, configuration(443), LITTLE);
        MemoryWatch memory = new MemoryWatch(program)) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(server.uri(path))).build();

      HttpResponse<InputStream> response =
          program.client().send(request, BodyHandlers.ofInputStream());

      assertThat(Bulk.checksum(response.body(), Long.MAX_VALUE)).isEqualTo(Bulk.CHECKSUM);
      assertThat(memory.mostDirectBytes()).isPositive().isLessThan(BUSY);
    }
  }

  @Test
  void aGigabyteGoesUpWholeWithItsLength() throws Exception {
    upload(BodyPublishers.fromPublisher(chunked(), Bulk.SIZE));
  }

  @Test
  void aGigabyteGoesUpWholeInChunks() throws Exception {
    upload(chunked());
  }

  private static BodyPublisher chunked() {
    return BodyPublishers.ofInputStream(Bulk::new);
  }

  private void upload(BodyPublisher body) throws Exception {
    try (BulkServer server = new BulkServer();
        Program program = Program.serving(directory, configuration(443), LITTLE);
        MemoryWatch memory = new MemoryWatch(program)) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.uri("/upload"))).POST(body).build();

      String sum = program.client().send(request, BodyHandlers.ofString()).body();

      assertThat(sum).isEqualTo(Long.toString(Bulk.CHECKSUM));
      assertThat(memory.mostDirectBytes()).isPositive().isLessThan(BUSY);
    }
  }

  @Test
  void aGigabyteGoesEachWayThroughATunnelAtOnce() throws Exception {
    try (BulkTunnel tunnel = new BulkTunnel();
        Program program = Program.serving(directory, configuration(tunnel.port()), LITTLE);
        MemoryWatch memory = new MemoryWatch(program)) {

      BulkTunnel.Sums sums = tunnel.exchange(program);

      assertThat(sums).isEqualTo(new BulkTunnel.Sums(Bulk.CHECKSUM, Bulk.CHECKSUM));
      assertThat(memory.mostDirectBytes()).isPositive().isLessThan(BUSY);
    }
  }

  @Test
  void clientsThatDoNotReadTheirGigabytesAreHeldLittleOf() throws Exception {
    try (BulkServer server = new BulkServer();
        Program program = Program.serving(directory, configuration(443), LITTLE);
        MemoryWatch memory = new MemoryWatch(program)) {
      String request = "GET %s HTTP/1.1\r\nHost: bulk.example\r\n\r\n";

      List<SocketChannel> clients = clients(program, request.formatted(server.uri("/known")));
      Await.that(() -> server.asked() == MANY);

      assertServesOthersInBoundedMemory(program, memory);
      assertNothingIsLeftOf(clients, program);
    }
  }

  @Test
  void serversThatDoNotReadTheirGigabytesAreHeldLittleFor() throws Exception {
    try (BulkServer server = new BulkServer();
        Program program = Program.serving(directory, configuration(443), LITTLE);
        MemoryWatch memory = new MemoryWatch(program)) {
      String request = "POST %s HTTP/1.1\r\nHost: bulk.example\r\nContent-Length: %d\r\n\r\n";

      List<SocketChannel> clients =
          clients(program, request.formatted(server.uri("/unread"), Bulk.SIZE));
      for (SocketChannel client : clients) {
        fill(client);
      }
      Await.that(() -> server.asked() == MANY);

      assertServesOthersInBoundedMemory(program, memory);
      assertNothingIsLeftOf(clients, program);
    }
  }

  /** Clients that send a request, and then read nothing. */
  private static List<SocketChannel> clients(Program program, String request) throws IOException {
    List<SocketChannel> clients = new ArrayList<>();
    InetSocketAddress proxy = program.proxy();
    while (clients.size() < MANY) {
      SocketChannel client = SocketChannel.open(proxy);
      client.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      client.configureBlocking(false);
      clients.add(client);
    }
    return clients;
  }

  /** Sends until nothing more is taken, more than a proxy may hold and less than was announced. */
  private static void fill(SocketChannel client) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(1 << 20);
    int refusals = 0;
    for (int i = 0; i < 64 && refusals < 2; i++) {
      refusals = client.write(block.rewind()) == 0 ? refusals + 1 : 0;
    }
  }

  private static void assertServesOthersInBoundedMemory(Program program, MemoryWatch memory)
      throws Exception {
    Await.standstill(() -> Program.metric(program.admin("/metrics").body(), MemoryWatch.DIRECT));
    try (WebServer web = new WebServer()) {
      HttpClient client = program.client();
      String uri = "http://origin.example:" + web.port() + "/";

      assertThat(Program.get(client, uri).body()).isEqualTo(WebServer.WORD);
    }
    assertThat(memory.mostDirectBytes()).isPositive().isLessThan(STUCK);
  }

  private static void assertNothingIsLeftOf(List<SocketChannel> clients, Program program)
      throws Exception {
    for (SocketChannel client : clients) {
      client.close();
    }
    Await.that(() -> open(program) < MANY / 2);
  }

  private static double open(Program program) throws Exception {
    return Program.metric(program.admin("/metrics").body(), "sekisho_connections_open{");
  }

  private static String configuration(int connectPort) {
    return """
        explicit: {listen: '127.0.0.1:0', connect-ports: [%d]}
        admin: {listen: '127.0.0.1:0'}
        egress: {private-addresses: allow}
        dns: {servers: ['127.0.0.1:1'], hosts: {bulk.example: 127.0.0.1, origin.example: 127.0.0.1}}
        """
        .formatted(connectPort);
  }
}
