package io.sekisho.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.egress.Dialled;
import io.sekisho.proxy.explicit.Await;
import io.sekisho.proxy.explicit.Hello;
import io.sekisho.proxy.explicit.Origin;
import io.sekisho.proxy.explicit.Reply;
import io.sekisho.proxy.explicit.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** A gateway that looks names up in the place of believing its clients. */
final class GatewayResolvingEndToEndTest {
  private static GatewayUnderTest started() throws IOException {
    return setup().start();
  }

  private static GatewayUnderTest.Setup setup() {
    return new GatewayUnderTest.Setup().dialled(Dialled.RESOLVED).list("127.0.9.66");
  }

  @Test
  void theNameIsFollowedHoweverLongTheClientWaitsToGiveIt() throws Exception {
    byte[] hello = Hello.naming("clean.test");
    try (Origin claimed =
            Origin.on(
                "127.0.0.1", 0, connection -> connection.send(connection.read(hello.length)));
        Origin real = Origin.on("127.0.9.1", claimed.port(), Wire::ending);
        GatewayUnderTest gateway = setup().impatient().start();
        Wire client = gateway.connect(GatewayUnderTest.at("127.0.9.1", real.port()))) {
      gateway.dns().answer("clean.test", "127.0.0.1");
      Await.until("its own choice is dialled", () -> real.connections() == 1);

      client.send(hello);

      assertThat(client.read(hello.length)).hasSize(hello.length);
      assertThat(claimed.connections()).isOne();
      assertThat(real.connection(0).received()).isEmpty();
    }
  }

  private static int status(GatewayUnderTest gateway, InetSocketAddress original, String host)
      throws IOException {
    try (Wire client = gateway.connect(original)) {
      client.send("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
      return Reply.of(client).status();
    }
  }

  @Test
  void aNameThatLeadsElsewhereIsFollowed() throws Exception {
    try (Origin claimed =
            Origin.on(
                "127.0.0.1",
                0,
                connection -> {
                  connection.readUntil("\r\n\r\n");
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                });
        Origin real = Origin.on("127.0.9.1", claimed.port(), Wire::ending);
        GatewayUnderTest gateway = started()) {
      gateway.dns().answer("clean.test", "127.0.0.1");

      int status = status(gateway, GatewayUnderTest.at("127.0.9.1", real.port()), "clean.test");

      assertThat(status).isEqualTo(200);
      assertThat(claimed.connections()).isOne();
      assertThat(real.connections()).isZero();
      assertThat(gateway.observer().disagreements()).hasSize(1);
    }
  }

  @Test
  void theNameOfAHelloIsFollowedToo() throws Exception {
    byte[] hello = Hello.naming("clean.test");
    try (Origin claimed =
            Origin.on(
                "127.0.0.1", 0, connection -> connection.send(connection.read(hello.length)));
        Origin real = Origin.on("127.0.9.1", claimed.port(), Wire::ending);
        GatewayUnderTest gateway = started();
        Wire client = gateway.connect(GatewayUnderTest.at("127.0.9.1", real.port()))) {
      gateway.dns().answer("clean.test", "127.0.0.1");

      client.send(hello);

      assertThat(client.read(hello.length)).hasSize(hello.length);
      assertThat(claimed.connections()).isOne();
      assertThat(real.connections()).isZero();
    }
  }

  @Test
  void theClientsOwnChoiceStaysWhereItIsInTheSameNetwork() throws Exception {
    try (Origin origin = Origin.ok();
        GatewayUnderTest gateway = started()) {
      gateway.dns().answer("clean.test", "127.0.0.77");

      int status = status(gateway, GatewayUnderTest.at("127.0.0.1", origin.port()), "clean.test");

      assertThat(status).isEqualTo(200);
      assertThat(gateway.observer().disagreements()).isEmpty();
    }
  }

  @Test
  void aNameThatDoesNotExistLeadsNowhere() throws Exception {
    try (Origin origin = Origin.ok();
        GatewayUnderTest gateway = started()) {

      int status = status(gateway, GatewayUnderTest.at("127.0.0.1", origin.port()), "no.test");

      assertThat(status).isEqualTo(502);
      assertThat(origin.connections()).isZero();
    }
  }

  @Test
  void everyAnswerIsJudged() throws Exception {
    try (Origin origin = Origin.ok();
        GatewayUnderTest gateway = started()) {
      gateway.dns().answer("clean.test", "127.0.0.1", "127.0.9.66");

      int status = status(gateway, GatewayUnderTest.at("127.0.0.1", origin.port()), "clean.test");

      assertThat(status).isEqualTo(403);
      assertThat(origin.connections()).isZero();
    }
  }

  @Test
  void anAddressIsDialledAsItIs() throws Exception {
    try (Origin origin = Origin.ok();
        GatewayUnderTest gateway = started()) {

      int status = status(gateway, GatewayUnderTest.at("127.0.0.1", origin.port()), "127.0.0.1");

      assertThat(status).isEqualTo(200);
    }
  }
}
