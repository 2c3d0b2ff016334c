package io.sekisho.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.explicit.Hello;
import io.sekisho.proxy.explicit.Origin;
import io.sekisho.proxy.explicit.Reply;
import io.sekisho.proxy.explicit.Wire;
import io.sekisho.rules.Clue;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Requests on connections that were meant for a web server. */
final class GatewayHttpEndToEndTest {
  private static String get(String host) {
    return "GET /path?q=1 HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
  }

  private static Reply ask(GatewayUnderTest gateway, Origin origin, String request)
      throws IOException {
    try (Wire client = gateway.connect(origin)) {
      client.send(request);
      return Reply.of(client);
    }
  }

  @Test
  void aRequestGoesWhereTheClientConnectedToWhateverItCallsThat() throws Exception {
    try (Origin origin = Origin.ok();
        GatewayUnderTest gateway = GatewayUnderTest.started()) {

      Reply reply = ask(gateway, origin, get("nobody-knows.test"));

      assertThat(reply.status()).isEqualTo(200);
      assertThat(origin.head(0))
          .startsWith("GET /path?q=1 HTTP/1.1\r\nHost: nobody-knows.test\r\n")
          .contains("Via: 1.1 sekisho\r\n");
      assertThat(gateway.dns().queries("nobody-knows.test")).isZero();
      assertThat(gateway.observer().decisions().get(0).evidence().clues())
          .extracting(Clue::kind)
          .containsExactly(Clue.Kind.ORIGINAL_DESTINATION, Clue.Kind.HOST);
    }
  }

  @Test
  void aListedHostIsRefusedAndItsServerHearsNothing() throws Exception {
    try (Origin origin = Origin.ok();
        GatewayUnderTest gateway = GatewayUnderTest.started()) {

      Reply reply = ask(gateway, origin, get("www.hostile.test"));

      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.verdict()).isEqualTo("hostile");
      assertThat(origin.connections()).isZero();
    }
  }

  @Test
  void aListedHostIsFoundWhateverPortItNames() throws Exception {
    try (Origin origin = Origin.ok();
        GatewayUnderTest gateway = new GatewayUnderTest.Setup().list("ported.test:8080").start()) {

      assertThat(ask(gateway, origin, get("hostile.test:9999")).status()).isEqualTo(403);
      assertThat(ask(gateway, origin, get("ported.test:8080")).status()).isEqualTo(403);
      assertThat(ask(gateway, origin, get("ported.test:8081")).status()).isEqualTo(200);
    }
  }

  @Test
  void aListedAddressIsRefusedWhateverNameItIsGiven() throws Exception {
    try (Origin origin = Origin.ok();
        GatewayUnderTest gateway =
            new GatewayUnderTest.Setup().list("127.0.0.1:" + origin.port()).start()) {

      Reply reply = ask(gateway, origin, get("clean.test"));

      assertThat(reply.verdict()).isEqualTo("hostile");
      assertThat(origin.connections()).isZero();
    }
  }

  @Test
  void eachRequestOfAConnectionIsJudgedByItself() throws Exception {
    try (Origin origin = Origin.ok();
        GatewayUnderTest gateway = GatewayUnderTest.started();
        Wire client = gateway.connect(origin)) {

      client.send(get("clean.test"));
      Reply first = Reply.of(client);
      client.send(get("hostile.test"));
      Reply second = Reply.of(client);
      client.send(get("other.test"));
      Reply third = Reply.of(client);

      assertThat(first.status()).isEqualTo(200);
      assertThat(second.status()).isEqualTo(403);
      assertThat(third.status()).isEqualTo(200);
    }
  }

  @Test
  void aRequestInManySegmentsIsJudgedLikeAnyOther() throws Exception {
    try (Origin origin = Origin.ok();
        GatewayUnderTest gateway = GatewayUnderTest.started();
        Wire clean = gateway.connect(origin);
        Wire hostile = gateway.connect(origin)) {

      for (byte b : get("clean.test").getBytes(StandardCharsets.US_ASCII)) {
        clean.send(new byte[] {b});
      }
      for (byte b : get("hostile.test").getBytes(StandardCharsets.US_ASCII)) {
        hostile.send(new byte[] {b});
      }

      assertThat(Reply.of(clean).status()).isEqualTo(200);
      assertThat(Reply.of(hostile).status()).isEqualTo(403);
    }
  }

  @Test
  void whatNoServerShouldTakeForARequestIsRefusedAndNotRelayed() throws Exception {
    try (Origin origin = Origin.ok();
        GatewayUnderTest gateway = GatewayUnderTest.started()) {

      assertThat(ask(gateway, origin, "GET / HTTP/1.1\r\n\r\n").status()).isEqualTo(400);
      assertThat(ask(gateway, origin, "GET /\r\n\r\n").status()).isEqualTo(400);
      assertThat(ask(gateway, origin, "GET\t/ HTTP/1.1\r\nHost: a.test\r\n\r\n").status())
          .isEqualTo(400);
      assertThat(ask(gateway, origin, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").status()).isEqualTo(400);
      assertThat(ask(gateway, origin, "GET / HTTP/1.1\nHost: hostile.test\n\n").status())
          .isEqualTo(400);
      assertThat(
              ask(
                      gateway,
                      origin,
                      "GET / HTTP/1.1\r\nHost: clean.test\r\nHost: hostile.test\r\n\r\n")
                  .status())
          .isEqualTo(400);
      assertThat(origin.connections()).isZero();
    }
  }

  @Test
  void anUnusualMethodIsARequestAllTheSame() throws Exception {
    try (Origin origin = Origin.ok();
        GatewayUnderTest gateway = GatewayUnderTest.started()) {

      Reply reply = ask(gateway, origin, "BREW /pot HTTP/1.1\r\nHost: hostile.test\r\n\r\n");

      assertThat(reply.status()).isEqualTo(403);
    }
  }

  @Test
  void theTargetInAbsoluteFormIsJudgedWithTheHostField() throws Exception {
    try (Origin origin = Origin.ok();
        GatewayUnderTest gateway = GatewayUnderTest.started()) {

      Reply byTarget =
          ask(gateway, origin, "GET http://hostile.test/ HTTP/1.1\r\nHost: clean.test\r\n\r\n");
      Reply byHost =
          ask(gateway, origin, "GET http://clean.test/ HTTP/1.1\r\nHost: hostile.test\r\n\r\n");
      Reply clean =
          ask(gateway, origin, "GET http://clean.test/x HTTP/1.1\r\nHost: clean.test\r\n\r\n");

      assertThat(gateway.observer().disagreements()).hasSize(2);
      assertThat(byTarget.status()).isEqualTo(403);
      assertThat(byHost.status()).isEqualTo(403);
      assertThat(clean.status()).isEqualTo(200);
      assertThat(origin.head(0)).startsWith("GET /x HTTP/1.1\r\nHost: clean.test\r\n");
    }
  }

  @Test
  void aRequestOfHttp10WithoutHostIsJudgedByItsAddress() throws Exception {
    try (Origin origin = Origin.saying("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok");
        GatewayUnderTest gateway = GatewayUnderTest.started()) {

      Reply reply = ask(gateway, origin, "GET / HTTP/1.0\r\n\r\n");

      assertThat(reply.status()).isEqualTo(200);
    }
  }

  @Test
  void optionsOfTheServerItselfPasses() throws Exception {
    try (Origin origin = Origin.ok();
        GatewayUnderTest gateway = GatewayUnderTest.started()) {

      Reply reply = ask(gateway, origin, "OPTIONS * HTTP/1.1\r\nHost: clean.test\r\n\r\n");

      assertThat(reply.status()).isEqualTo(200);
      assertThat(origin.head(0)).startsWith("OPTIONS * HTTP/1.1\r\n");
    }
  }

  @Test
  void connectToAnotherProxyIsRefusedAndItsTargetJudged() throws Exception {
    try (Origin origin = Origin.ok();
        GatewayUnderTest gateway = GatewayUnderTest.started()) {

      Reply clean =
          ask(gateway, origin, "CONNECT clean.test:443 HTTP/1.1\r\nHost: clean.test:443\r\n\r\n");
      Reply hostile =
          ask(
              gateway,
              origin,
              "CONNECT hostile.test:443 HTTP/1.1\r\nHost: hostile.test:443\r\n\r\n");

      assertThat(clean.verdict()).isEqualTo("port");
      assertThat(hostile.verdict()).isEqualTo("hostile");
      assertThat(origin.connections()).isZero();
    }
  }

  @Test
  void aHostFieldWithAnotherAddressIsToldAndBothAreJudged() throws Exception {
    try (Origin origin = Origin.ok();
        GatewayUnderTest gateway = new GatewayUnderTest.Setup().list("192.0.2.66").start()) {

      Reply other = ask(gateway, origin, get("192.0.2.7"));
      Reply listed = ask(gateway, origin, get("192.0.2.66"));

      assertThat(other.status()).isEqualTo(200);
      assertThat(listed.status()).isEqualTo(403);
      assertThat(gateway.observer().disagreements()).hasSize(2);
    }
  }

  /** A reset may come as early as connecting returns. */
  private static Wire.Ending endingOf(Callable<Wire> connecting) throws Exception {
    try (Wire client = connecting.call()) {
      return client.ending();
    } catch (SocketException e) {
      return Wire.Ending.RESET;
    }
  }

  @Test
  void aConnectionThatWasNeverDivertedIsReset() throws Exception {
    try (GatewayUnderTest gateway = GatewayUnderTest.started()) {

      assertThat(endingOf(gateway::connectDirectly)).isEqualTo(Wire.Ending.RESET);
      assertThat(gateway.observer().refusals()).containsExactly(RefusalReason.CLIENT);
    }
  }

  @Test
  void aConnectionThatWasMeantForTheGatewayItselfIsReset() throws Exception {
    try (GatewayUnderTest gateway = GatewayUnderTest.started()) {

      assertThat(endingOf(() -> gateway.connect(gateway.address()))).isEqualTo(Wire.Ending.RESET);
    }
  }

  @Test
  void rulesThatDivertItsOwnConnectionsMakeNoLoop() throws Exception {
    try (GatewayUnderTest gateway = GatewayUnderTest.started()) {
      gateway.divertItsOwnConnections();
      try (Wire http = gateway.connect(gateway.address());
          Wire tls = gateway.connect(gateway.address())) {
        http.send(get("clean.test"));
        tls.send(Hello.naming("clean.test"));

        assertThat(Reply.of(http).status()).isEqualTo(502);
        assertThat(tls.ending()).isEqualTo(Wire.Ending.RESET);
        assertThat(gateway.observer().refusals())
            .containsExactlyInAnyOrder(
                RefusalReason.CLIENT, RefusalReason.UNREACHABLE, RefusalReason.CLIENT);
      }
    }
  }

  @Test
  void aServerThatIsNotThereIs502() throws Exception {
    try (GatewayUnderTest gateway = GatewayUnderTest.started();
        Wire client = gateway.connect(GatewayUnderTest.nobody())) {
      client.send(get("clean.test"));

      assertThat(Reply.of(client).status()).isEqualTo(502);
    }
  }
}
