package io.sekisho.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Undecided;
import io.sekisho.proxy.explicit.Await;
import io.sekisho.proxy.explicit.Hello;
import io.sekisho.proxy.explicit.Latches;
import io.sekisho.proxy.explicit.Origin;
import io.sekisho.proxy.explicit.RecordingObserver.Handled;
import io.sekisho.proxy.explicit.Reply;
import io.sekisho.proxy.explicit.Wire;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Everything but HTTP on connections that were meant for a server. */
final class GatewayRelayEndToEndTest {
  private static final String BINARY = "\0\1\2 not TLS";

  private static void echo(Wire connection) throws IOException {
    while (connection.awaitBytes()) {
      connection.send(connection.read(1));
    }
  }

  @Test
  void aCleanHelloAndWhatFollowsAreRelayedBothWays() throws Exception {
    byte[] hello = Hello.naming("clean.test");
    try (Origin origin = Origin.doing(GatewayRelayEndToEndTest::echo);
        GatewayUnderTest gateway = GatewayUnderTest.started();
        Wire client = gateway.connect(origin)) {

      client.send(hello);
      client.read(hello.length);
      client.send("more");

      assertThat(client.read(4)).isEqualTo("more");
      assertThat(gateway.observer().relayed()).hasSize(1);
    }
  }

  @Test
  void aHelloInManySegmentsIsRelayedWhole() throws Exception {
    byte[] hello = Hello.naming("clean.test", 1);
    try (Origin origin = Origin.doing(GatewayRelayEndToEndTest::echo);
        GatewayUnderTest gateway = GatewayUnderTest.started();
        Wire client = gateway.connect(origin)) {

      for (byte b : hello) {
        client.send(new byte[] {b});
      }

      assertThat(client.read(hello.length).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1))
          .isEqualTo(hello);
    }
  }

  @Test
  void aListedServerNameIsResetAndItsServerHearsNothing() throws Exception {
    try (Origin origin = Origin.doing(GatewayRelayEndToEndTest::echo);
        GatewayUnderTest gateway = GatewayUnderTest.started();
        Wire client = gateway.connect(origin)) {

      client.send(Hello.naming("www.hostile.test"));

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(origin.connections()).isZero();
    }
  }

  @Test
  void aListedAddressIsResetWhateverIsSpokenThere() throws Exception {
    try (Origin origin = Origin.doing(GatewayRelayEndToEndTest::echo);
        GatewayUnderTest gateway =
            new GatewayUnderTest.Setup().list("127.0.0.1:" + origin.port()).impatient().start();
        Wire tls = gateway.connect(origin);
        Wire other = gateway.connect(origin);
        Wire silent = gateway.connect(origin)) {

      tls.send(Hello.naming("clean.test"));
      other.send(BINARY);

      assertThat(tls.ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(other.ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(silent.ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(origin.connections()).isZero();
    }
  }

  @Test
  void whatIsNeitherTlsNorHttpIsRelayedAndCounted() throws Exception {
    try (Origin origin = Origin.doing(GatewayRelayEndToEndTest::echo);
        GatewayUnderTest gateway = GatewayUnderTest.started();
        Wire client = gateway.connect(origin)) {

      client.send(BINARY);

      assertThat(client.read(BINARY.length())).isEqualTo(BINARY);
      assertThat(gateway.observer().undecided())
          .containsExactly(new Handled(Undecided.NOT_TLS, Undecided.Handling.RELAY));
    }
  }

  @Test
  void textThatIsNoRequestIsRelayed() throws Exception {
    String greeting = "SSH-2.0-client with words\r\n";
    try (Origin origin = Origin.doing(GatewayRelayEndToEndTest::echo);
        GatewayUnderTest gateway = GatewayUnderTest.started();
        Wire client = gateway.connect(origin)) {

      client.send(greeting);

      assertThat(client.read(greeting.length())).isEqualTo(greeting);
    }
  }

  @Test
  void whatIsNotTlsIsResetWhereThatIsConfigured() throws Exception {
    try (Origin origin = Origin.doing(GatewayRelayEndToEndTest::echo);
        GatewayUnderTest gateway =
            new GatewayUnderTest.Setup()
                .undecided(Undecided.NOT_TLS, Undecided.Handling.RESET)
                .start();
        Wire client = gateway.connect(origin)) {

      client.send(BINARY);

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(origin.connections()).isZero();
    }
  }

  @Test
  void aServerThatSpeaksFirstIsHeardAndAnswered() throws Exception {
    try (Origin origin =
            Origin.doing(
                connection -> {
                  connection.send("220 ready\r\n");
                  echo(connection);
                });
        GatewayUnderTest gateway = new GatewayUnderTest.Setup().impatient().start();
        Wire client = gateway.connect(origin)) {

      String banner = client.read(11);
      client.send("EHLO me\r\n");

      assertThat(banner).isEqualTo("220 ready\r\n");
      assertThat(client.read(9)).isEqualTo("EHLO me\r\n");
    }
  }

  @Test
  void whoeverIsSilentForLongIsJudgedByNameWhenItSpeaksFirstAfterAll() throws Exception {
    try (Origin origin = Origin.ok();
        GatewayUnderTest gateway = new GatewayUnderTest.Setup().impatient().start();
        Wire clean = gateway.connect(origin);
        Wire hostile = gateway.connect(origin);
        Wire tls = gateway.connect(origin)) {
      Await.until("they are dialled", () -> origin.connections() == 3);

      clean.send("GET / HTTP/1.1\r\nHost: clean.test\r\n\r\n");
      hostile.send("GET / HTTP/1.1\r\nHost: hostile.test\r\n\r\n");
      tls.send(Hello.naming("hostile.test"));

      assertThat(Reply.of(clean).status()).isEqualTo(200);
      assertThat(Reply.of(hostile).status()).isEqualTo(403);
      assertThat(tls.ending()).isEqualTo(Wire.Ending.RESET);
    }
  }

  @Test
  void whoeverOpensAConnectionInAdvanceAndClosesItLeavesNothingBehind() throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        GatewayUnderTest gateway = new GatewayUnderTest.Setup().impatient().start()) {
      try (Wire client = gateway.connect(origin)) {
        Await.until("it is dialled", () -> origin.connections() == 1);
        assertThat(client.isEnded()).isFalse();
      }

      Await.until("the server's side is ended", () -> origin.connection(0).isEnded());
      Await.until("nobody is there", () -> gateway.observer().open() == 0);
    }
  }

  @Test
  void whoeverEndsJustAsTheServerIsReachedIsNotForgotten() throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        GatewayUnderTest gateway = new GatewayUnderTest.Setup().impatient().start()) {
      for (int i = 1; i <= 50; i++) {
        int reached = i;
        Wire client = gateway.connect(origin);
        Await.until("it is dialled", () -> origin.connections() == reached);
        client.close();
      }

      Await.until("nobody is there", () -> gateway.observer().open() == 0);
    }
  }

  @Test
  void whatTheClientHasBegunToSayIsNotLostWhenTheServerSpeaks() throws Exception {
    CountDownLatch clientSpoke = new CountDownLatch(1);
    try (Origin origin =
            Origin.doing(
                connection -> {
                  Latches.await(clientSpoke);
                  connection.send("220 ready\r\n");
                  connection.send(connection.read(5));
                });
        GatewayUnderTest gateway = new GatewayUnderTest.Setup().impatient().start();
        Wire client = gateway.connect(origin)) {
      Await.until("it is dialled", () -> origin.connections() == 1);

      client.send("hello");
      Await.standstill(() -> gateway.observer().decisions().size());
      clientSpoke.countDown();

      assertThat(client.read(16)).isEqualTo("220 ready\r\nhello");
    }
  }

  @Test
  void aClientThatEndsItsSideAtOnceHearsTheServer() throws Exception {
    try (Origin origin = Origin.doing(connection -> connection.send("the time\r\n"));
        GatewayUnderTest gateway = GatewayUnderTest.started();
        Wire client = gateway.connect(origin)) {

      client.fin();

      assertThat(client.readToEnd()).isEqualTo("the time\r\n");
    }
  }

  @Test
  void aSilentConnectionIsCutWhenItsAddressGetsListed() throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        GatewayUnderTest gateway = new GatewayUnderTest.Setup().impatient().start();
        Wire client = gateway.connect(origin)) {
      Await.until("it is dialled", () -> gateway.openFlows() == 1);

      gateway.list("127.0.0.1:" + origin.port());

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      Await.until("none goes on", () -> gateway.openFlows() == 0);
    }
  }

  @Test
  void silenceIsResetWhereThatIsConfigured() throws Exception {
    try (Origin origin = Origin.ok();
        GatewayUnderTest gateway =
            new GatewayUnderTest.Setup()
                .impatient()
                .undecided(Undecided.SILENT, Undecided.Handling.RESET)
                .start();
        Wire client = gateway.connect(origin)) {

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(origin.connections()).isZero();
    }
  }

  @Test
  void eachSideMayEndAndTheOtherGoOn() throws Exception {
    try (Origin origin =
            Origin.doing(
                connection -> {
                  connection.ending();
                  connection.send("bye");
                });
        GatewayUnderTest gateway = GatewayUnderTest.started();
        Wire client = gateway.connect(origin)) {

      client.send(BINARY);
      client.fin();

      assertThat(client.readToEnd()).isEqualTo("bye");
      assertThat(origin.connection(0).received()).isEqualTo(BINARY);
    }
  }

  @Test
  void aServerThatIsNotThereIsAReset() throws Exception {
    try (GatewayUnderTest gateway = GatewayUnderTest.started();
        Wire client = gateway.connect(GatewayUnderTest.nobody())) {
      client.send(Hello.naming("clean.test"));

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
    }
  }

  @Test
  void anOpenConnectionIsCutWhenItsNameOrItsAddressGetsListed() throws Exception {
    try (Origin origin = Origin.doing(GatewayRelayEndToEndTest::echo);
        Origin other = Origin.on("127.0.9.9", 0, GatewayRelayEndToEndTest::echo);
        GatewayUnderTest gateway = GatewayUnderTest.started();
        Wire named = gateway.connect(origin);
        Wire addressed = gateway.connect(GatewayUnderTest.at("127.0.9.9", other.port()));
        Wire neither = gateway.connect(origin)) {
      byte[] hello = Hello.naming("late.test");
      named.send(hello);
      named.read(hello.length);
      addressed.send(BINARY);
      addressed.read(BINARY.length());
      neither.send(BINARY);
      neither.read(BINARY.length());

      gateway.list("late.test");
      Wire.Ending byName = named.ending();
      gateway.list("127.0.9.9");
      Wire.Ending byAddress = addressed.ending();
      neither.send("on");

      assertThat(byName).isEqualTo(Wire.Ending.RESET);
      assertThat(byAddress).isEqualTo(Wire.Ending.RESET);
      assertThat(neither.read(2)).isEqualTo("on");
    }
  }
}
