package io.sekisho.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGHUP on the packaged jar: everything changes at once, and nothing that is open is lost. */
final class ReloadIT {
  private static final String LISTED = "http://c2-test.sekisho.invalid/";
  private static final String WRITTEN = "sekisho_events_written_total{sink=\"file\"}";
  private static final String CONNECTIONS = "sekisho_connections_total{listener=\"explicit\"}";
  private static final String BYTES =
      "sekisho_bytes_total{direction=\"to-server\",listener=\"explicit\"}";

  @TempDir private Path directory;
  private Place before;
  private Place after;

  @BeforeEach
  void findPlaces() throws IOException {
    before = Place.free("before.jsonl");
    after = Place.free("after.jsonl");
  }

  @Test
  void everythingMovesAndBackWhileATunnelAndAnExchangeAreOpen() throws Exception {
    try (EchoServer server = new EchoServer();
        Program program = Program.serving(directory, at(before, server));
        Conversation tunnel = Conversation.tunnel(before.proxy(), server);
        Conversation exchange = Conversation.exchange(2, before.proxy(), server)) {
      assertThat(before.ask(LISTED).statusCode()).isEqualTo(403);

      reload(program, at(after, server));
      awaitMove(before, after);

      assertThat(after.ask(LISTED).statusCode()).isEqualTo(403);
      awaitEvents(1, before);
      awaitEvents(1, after);
      assertThat(after.askAdmin("/proxy.pac").body()).contains("127.0.0.1:" + after.proxy());
      assertThat(after.ask("http://127.0.0.1:" + after.admin() + "/metrics").statusCode())
          .isEqualTo(403);
      tunnel.goesOn();
      exchange.goesOn();

      reload(program, at(before, server));
      awaitMove(after, before);

      assertThat(before.ask(LISTED).statusCode()).isEqualTo(403);
      awaitEvents(2, before);
      assertThat(before.metric(WRITTEN)).isEqualTo(3);
      tunnel.goesOn();
      exchange.goesOn();
      exchange.isClosed();
    }
  }

  @Test
  void faultyConfigurationChangesNothingAndNamesEveryFault() throws Exception {
    try (EchoServer server = new EchoServer();
        Program program = Program.serving(directory, at(before, server));
        Conversation tunnel = Conversation.tunnel(before.proxy(), server);
        Conversation exchange = Conversation.exchange(2, before.proxy(), server)) {
      tunnel.goesOn();
      exchange.goesOn();

      reload(program, at(after, server) + "mode: nonsense\nshutdown: {grace: soon}\n");
      Await.that(() -> program.errors().contains("shutdown.grace"));

      assertThat(program.errors()).contains("mode: ").contains("stays in force");
      assertThat(before.ask(LISTED).statusCode()).isEqualTo(403);
      awaitEvents(1, before);
      assertThat(Place.isOpen(before.admin())).isTrue();
      assertThat(Place.isOpen(after.proxy())).isFalse();
      assertThat(Place.isOpen(after.admin())).isFalse();
      assertThat(directory.resolve(after.events())).doesNotExist();
      tunnel.goesOn();
      exchange.goesOn();
    }
  }

  @Test
  void whatCannotBeDoneIsSaidAndTheRestIsDone() throws Exception {
    try (EchoServer server = new EchoServer();
        Program program = Program.serving(directory, at(before, server))) {
      try (ServerSocket taken =
          new ServerSocket(after.admin(), 1, InetAddress.getLoopbackAddress())) {
        reload(program, at(after, server));
        Await.that(() -> Place.isOpen(after.proxy()) && !Place.isOpen(before.proxy()));

        assertThat(program.errors())
            .contains("The admin listener keeps its configuration")
            .contains("127.0.0.1:" + taken.getLocalPort());
        assertThat(before.askAdmin("/health/live").statusCode()).isEqualTo(200);
      }

      program.hangUp();

      awaitMove(before, after);
    }
  }

  @Test
  void explicitProxyGoesAndComesAgainWhileATunnelStaysOpen() throws Exception {
    try (EchoServer server = new EchoServer();
        Program program = Program.serving(directory, at(before, server));
        Conversation tunnel = Conversation.tunnel(before.proxy(), server)) {
      tunnel.goesOn();
      double bytes = before.metric(BYTES);

      reload(program, withoutExplicit(before));
      Await.that(() -> !Place.isOpen(before.proxy()));
      tunnel.goesOn();
      int autoConfig = before.askAdmin("/proxy.pac").statusCode();
      reload(program, at(before, server));
      Await.that(() -> Place.isOpen(before.proxy()));

      assertThat(autoConfig).isEqualTo(404);
      assertThat(before.ask(LISTED).statusCode()).isEqualTo(403);
      assertThat(before.metric(BYTES)).isGreaterThan(bytes + 1);
      tunnel.goesOn();
    }
  }

  @Test
  void explicitProxyComesToAProcessThatBeganWithout() throws Exception {
    try (EchoServer server = new EchoServer();
        Program program = Program.serving(directory, withoutExplicit(before))) {
      assertThat(before.askAdmin("/metrics").body()).doesNotContain(CONNECTIONS);

      reload(program, at(before, server));
      Await.that(() -> Place.isOpen(before.proxy()));

      assertThat(before.ask(LISTED).statusCode()).isEqualTo(403);
      assertThat(before.metric(CONNECTIONS)).isPositive();
      assertThat(before.metric(BYTES)).isPositive();
    }
  }

  private static String at(Place place, EchoServer server) {
    return withoutExplicit(place)
        + "explicit: {listen: '127.0.0.1:%d', connect-ports: [%d]}\n"
            .formatted(place.proxy(), server.port());
  }

  private static String withoutExplicit(Place place) {
    return """
        admin: {listen: '127.0.0.1:%d'}
        events: {file: %s}
        egress: {private-addresses: allow}
        dns: {servers: ['127.0.0.1:1'], hosts: {origin.example: 127.0.0.1}}
        """
        .formatted(place.admin(), place.events());
  }

  private void reload(Program program, String yaml) throws Exception {
    Files.writeString(directory.resolve("sekisho.yaml"), yaml);
    program.hangUp();
  }

  private static void awaitMove(Place from, Place to) throws Exception {
    Await.that(
        () ->
            Place.isOpen(to.proxy())
                && Place.isOpen(to.admin())
                && !Place.isOpen(from.proxy())
                && !Place.isOpen(from.admin()));
  }

  private void awaitEvents(int count, Place place) throws Exception {
    Path file = directory.resolve(place.events());
    Await.that(() -> Files.exists(file) && Files.readAllLines(file).size() == count);
  }
}
