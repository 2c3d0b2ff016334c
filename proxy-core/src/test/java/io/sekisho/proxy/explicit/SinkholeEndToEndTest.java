package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.DialOutcome;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.SinkholeOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hostile flows that are led to a server which is told whose they are. */
@Timeout(40)
final class SinkholeEndToEndTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nsunk";

  @Test
  void aRequestGoesToTheSinkholeAsItWouldHaveGoneToItsServer() throws Exception {
    try (Sunk sinkhole = answering();
        ProxyUnderTest proxy = sunkIn(sinkhole).start();
        Wire client = proxy.connect()) {

      client.send(
          Requests.with("POST", "hostile.test:8080", "/gate.php?x=1", "Content-Length: 4\r\n")
              + "ping");
      Reply reply = Reply.of(client);

      assertThat(reply.body()).isEqualTo("sunk");
      assertThat(sinkhole.server().received(0, "ping"))
          .contains("POST /gate.php?x=1 HTTP/1.1\r\nHost: hostile.test:8080\r\n");
      Preface preface = sinkhole.preface(0);
      assertThat(preface.client()).isEqualTo(Preface.of(client, "127.0.0.1"));
      assertThat(preface.authority()).isEqualTo("hostile.test");
      assertThat(preface.id()).isEqualTo(proxy.observer().decisions().get(0).flow().id());
      assertThat(preface.destination()).isEqualTo("127.0.0.1 " + proxy.address().getPort());
      assertThat(proxy.observer().sunk()).containsExactly(SinkholeOutcome.REACHED);
      assertThat(proxy.observer().relayed()).isEmpty();
    }
  }

  @Test
  void everyRequestComesOnAConnectionOfItsOwn() throws Exception {
    try (Sunk sinkhole = answering();
        Origin origin = Origin.ok();
        ProxyUnderTest proxy = sunkIn(sinkhole).start();
        Wire client = proxy.connect()) {
      for (String each : new String[] {"sunk", "ok", "sunk", "ok"}) {

        client.send(Requests.get(each.equals("ok") ? origin.at("clean.test") : "hostile.test"));

        assertThat(Reply.of(client).body()).isEqualTo(each);
      }
      assertThat(sinkhole.server().connections()).isEqualTo(2);
      assertThat(sinkhole.preface(0).id()).isNotEqualTo(sinkhole.preface(1).id());
      assertThat(proxy.idleServers()).isEqualTo(1);
    }
  }

  @Test
  void anAddressFoundHostileIsTheDestinationThatTheSinkholeHears() throws Exception {
    try (Sunk sinkhole = answering();
        ProxyUnderTest proxy = sunkIn(sinkhole).list("192.0.2.66").start()) {
      proxy.dns().answer("moving.test", "192.0.2.66");

      Reply reply = proxy.ask(Requests.get("moving.test:81"));

      assertThat(reply.body()).isEqualTo("sunk");
      assertThat(sinkhole.preface(0).destination()).isEqualTo("192.0.2.66 81");
      assertThat(sinkhole.preface(0).authority()).isEqualTo("moving.test");
    }
  }

  @Test
  void aConnectIsATunnelToTheSinkhole() throws Exception {
    try (Sunk sinkhole = Sunk.doing(SinkholeEndToEndTest::greetAndEcho);
        ProxyUnderTest proxy = sunkIn(sinkhole).start();
        Wire client = proxy.tunnel("hostile.test:443")) {

      String greeting = client.read(5);
      client.send("anything");
      String echo = client.read(8);
      client.fin();

      assertThat(greeting + echo).isEqualTo("helloanything");
      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
      assertThat(sinkhole.preface(0).authority()).isEqualTo("hostile.test");
      assertThat(sinkhole.preface(0).client()).isEqualTo(Preface.of(client, "127.0.0.1"));
    }
  }

  @Test
  void aHostileHelloGoesToTheSinkholeAndItsServerIsReset() throws Exception {
    byte[] hello = Hello.naming("hostile.test");
    String said = new String(hello, StandardCharsets.ISO_8859_1);
    try (Sunk sinkhole = Sunk.doing(SinkholeEndToEndTest::greetAndEcho);
        Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = sunkIn(sinkhole).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      client.send(hello);
      String heard = client.read(5 + hello.length);

      assertThat(heard).isEqualTo("hello" + said);
      Await.until("the server is left", () -> origin.connection(0).isEnded());
      assertThat(origin.connection(0).received()).isEmpty();
      Preface preface = sinkhole.preface(0);
      assertThat(preface.authority()).isEqualTo("hostile.test");
      assertThat(preface.destination()).isEqualTo("127.0.0.1 " + origin.port());
      assertThat(proxy.openFlows()).isZero();
    }
  }

  @Test
  void noLaterVerdictEndsAFlowThere() throws Exception {
    try (Sunk sinkhole = Sunk.doing(SinkholeEndToEndTest::greetAndEcho);
        ProxyUnderTest proxy = sunkIn(sinkhole).start();
        Wire client = proxy.tunnel("hostile.test:443")) {
      client.read(5);
      int decisions = proxy.observer().decisions().size();

      proxy.list("127.0.0.1", "hostile.test");
      client.send("still");

      assertThat(client.read(5)).isEqualTo("still");
      assertThat(proxy.openFlows()).isZero();
      assertThat(proxy.observer().decisions()).hasSize(decisions);
    }
  }

  @Test
  void nothingMovingEndsAFlowThere() throws Exception {
    try (Sunk sinkhole = Sunk.doing(Wire::ending);
        ProxyUnderTest proxy = sunkIn(sinkhole).tunnelIdleTime(Duration.ofMillis(200)).start();
        Wire client = proxy.tunnel("hostile.test:443")) {

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(proxy.observer().reached()).containsExactly(Limit.TUNNEL_IDLE_TIME);
    }
  }

  @Test
  void aSinkholeThatIsAwayMeansAReset() throws Exception {
    int nobody;
    try (Origin gone = Origin.ok()) {
      nobody = gone.port();
    }
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy =
            ProxyUnderTest.on(Engine.NATIVE)
                .answer(Sunk.answer(nobody))
                .tunnelsTo(origin)
                .start()) {

      assertThatEverythingIsReset(proxy, origin);

      assertThat(proxy.observer().dials()).contains(DialOutcome.FAILED);
    }
  }

  @Test
  void aSinkholeThatDoesNotAnswerIsAwayToo() throws Exception {
    try (BlackHole silent = new BlackHole("127.0.0.1", 0);
        Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy =
            ProxyUnderTest.on(Engine.NATIVE)
                .answer(Sunk.answer(silent.port()))
                .connectTime(Duration.ofMillis(300))
                .tunnelsTo(origin)
                .start()) {

      assertThatEverythingIsReset(proxy, origin);

      assertThat(proxy.observer().dials()).contains(DialOutcome.TIMEOUT);
    }
  }

  @Test
  void thisProcessIsNoSinkhole() throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = ProxyUnderTest.on(Engine.NATIVE).tunnelsTo(origin).start()) {
      proxy.reconfigure(
          settings -> Setup.withAnswer(settings, Sunk.answer(proxy.address().getPort())));

      assertThatEverythingIsReset(proxy, origin);

      assertThat(proxy.observer().open()).isLessThanOrEqualTo(3);
    }
  }

  @Test
  void aSinkholeThatFailsInsideItsResponseMeansAReset() throws Exception {
    try (Sunk sinkhole =
            Sunk.doing(
                connection -> {
                  connection.readUntil("\r\n\r\n");
                  connection.send("HTTP/1.1 200 OK\r\nContent-Le");
                });
        ProxyUnderTest proxy = sunkIn(sinkhole).start();
        Wire client = proxy.connect()) {

      client.send(Requests.get("hostile.test"));

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(client.received()).isEmpty();
      assertThat(proxy.observer().refusals()).isEmpty();
    }
  }

  private static void assertThatEverythingIsReset(ProxyUnderTest proxy, Origin origin)
      throws IOException {
    try (Wire request = proxy.connect();
        Wire connect = proxy.connect();
        Wire tunnel = proxy.tunnel(origin.at("clean.test"))) {
      request.send(Requests.get("hostile.test"));
      connect.send(Requests.connect("hostile.test:443"));
      tunnel.send(Hello.naming("hostile.test"));

      assertThat(request.ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(connect.ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(tunnel.ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(request.received() + connect.received()).isEmpty();
      assertThat(proxy.observer().sunk())
          .containsExactly(
              SinkholeOutcome.UNREACHABLE,
              SinkholeOutcome.UNREACHABLE,
              SinkholeOutcome.UNREACHABLE);
    }
  }

  private static Sunk answering() throws IOException {
    return Sunk.doing(
        connection -> {
          String head = connection.readUntil("\r\n\r\n");
          if (head.contains("Content-Length")) {
            connection.read(4);
          }
          connection.send(OK);
          connection.ending();
        });
  }

  private static void greetAndEcho(Wire connection) throws IOException {
    connection.send("hello");
    while (connection.awaitBytes()) {
      connection.send(connection.read(1));
    }
  }

  private static Setup sunkIn(Sunk sinkhole) {
    return ProxyUnderTest.on(Engine.NATIVE).answer(sinkhole.answer());
  }
}
