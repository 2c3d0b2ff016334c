package io.sekisho.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.egress.Dialled;
import io.sekisho.proxy.explicit.Await;
import io.sekisho.proxy.explicit.Hello;
import io.sekisho.proxy.explicit.Origin;
import io.sekisho.proxy.explicit.Preface;
import io.sekisho.proxy.explicit.Reply;
import io.sekisho.proxy.explicit.Sunk;
import io.sekisho.proxy.explicit.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Diverted connections that are led to a sinkhole. */
@Timeout(40)
final class GatewaySinkholeEndToEndTest {
  private static final InetSocketAddress ELSEWHERE = GatewayUnderTest.at("192.0.2.1", 443);

  @Test
  void aHostileHelloGoesThereWhole() throws Exception {
    byte[] hello = Hello.naming("hostile.test");
    try (Sunk sinkhole = Sunk.doing(GatewaySinkholeEndToEndTest::echo);
        GatewayUnderTest gateway = sunkIn(sinkhole).start();
        Wire client = gateway.connect(ELSEWHERE)) {
      for (byte each : hello) {

        client.send(new byte[] {each});
      }

      client.read(hello.length);
      Preface preface = sinkhole.preface(0);
      assertThat(preface.client()).isEqualTo(Preface.of(client, "127.0.0.1"));
      assertThat(preface.destination()).isEqualTo("192.0.2.1 443");
      assertThat(preface.authority()).isEqualTo("hostile.test");
      assertThat(preface.id()).isEqualTo(gateway.observer().decisions().get(0).flow().id());
    }
  }

  @Test
  void anythingForAListedAddressGoesThere() throws Exception {
    try (Sunk sinkhole = Sunk.doing(GatewaySinkholeEndToEndTest::echo);
        GatewayUnderTest gateway = sunkIn(sinkhole).list("192.0.2.1").start();
        Wire client = gateway.connect(ELSEWHERE)) {

      client.send("SSH-2.0-x\r\n");

      assertThat(client.read(11)).isEqualTo("SSH-2.0-x\r\n");
      assertThat(sinkhole.preface(0).authority()).isEqualTo("192.0.2.1");
    }
  }

  @Test
  void whoeverWaitsForTheServerToSpeakHearsTheSinkhole() throws Exception {
    try (Sunk sinkhole = Sunk.doing(connection -> connection.send("220 ready\r\n"));
        GatewayUnderTest gateway = sunkIn(sinkhole).list("192.0.2.1").impatient().start();
        Wire client = gateway.connect(ELSEWHERE)) {

      assertThat(client.readToEnd()).isEqualTo("220 ready\r\n");
    }
  }

  @Test
  void nothingThatItSaysThereIsJudged() throws Exception {
    byte[] hello = Hello.naming("moving.test");
    byte[] another = Hello.naming("hostile.test");
    try (Sunk sinkhole = Sunk.doing(GatewaySinkholeEndToEndTest::echo);
        GatewayUnderTest gateway =
            sunkIn(sinkhole).list("192.0.2.66").dialled(Dialled.RESOLVED).start();
        Wire client = gateway.connect(ELSEWHERE)) {
      gateway.dns().answer("moving.test", "192.0.2.66");

      client.send(hello);
      client.read(hello.length);
      client.send(another);

      assertThat(client.read(another.length)).hasSize(another.length);
      assertThat(sinkhole.server().connections()).isEqualTo(1);
      assertThat(gateway.observer().sunk()).hasSize(1);
    }
  }

  @Test
  void aRequestGoesThere() throws Exception {
    try (Sunk sinkhole =
            Sunk.doing(
                connection -> {
                  connection.readUntil("\r\n\r\n");
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nsunk");
                });
        GatewayUnderTest gateway = sunkIn(sinkhole).start();
        Wire client = gateway.connect(GatewayUnderTest.at("192.0.2.1", 80))) {

      client.send("GET /x HTTP/1.1\r\nHost: hostile.test\r\n\r\n");

      assertThat(Reply.of(client).body()).isEqualTo("sunk");
      assertThat(sinkhole.preface(0).destination()).isEqualTo("192.0.2.1 80");
      assertThat(sinkhole.preface(0).authority()).isEqualTo("hostile.test");
      assertThat(sinkhole.server().connection(0).received())
          .contains("GET /x HTTP/1.1\r\nHost: hostile.test\r\n");
    }
  }

  @Test
  void aClientThatGoesMeanwhileLeavesNothing() throws Exception {
    try (Sunk sinkhole = Sunk.doing(Wire::ending);
        Origin origin = Origin.ok();
        GatewayUnderTest gateway = sunkIn(sinkhole).start()) {
      for (int i = 0; i < 50; i++) {
        try (Wire client = gateway.connect(origin)) {
          client.send(Hello.naming("hostile.test"));
          client.reset();
        }
      }

      Await.until("nobody is there", () -> gateway.observer().open() == 0);
      Await.until("nothing is dialled", () -> gateway.observer().dialling() == 0);
    }
  }

  private static void echo(Wire connection) throws IOException {
    while (connection.awaitBytes()) {
      connection.send(connection.read(1));
    }
  }

  private static GatewayUnderTest.Setup sunkIn(Sunk sinkhole) {
    return new GatewayUnderTest.Setup().answer(sinkhole.answer());
  }
}
