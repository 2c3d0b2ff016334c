package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.Answers;
import io.sekisho.proxy.Holding;
import io.sekisho.proxy.Mode;
import io.sekisho.proxy.Quota;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What hostile clients of the explicit proxy get beside refusals: alerts, silence, slowness. */
@Timeout(40)
final class LadderEndToEndTest {
  static final Holding SOON =
      new Holding(
          Duration.ofMillis(400),
          Duration.ofMillis(20),
          Duration.ofMillis(900),
          new Quota(1_000, 100));
  private static final String ALERT = "\u0015\u0003\u0001\u0000\u0002\u0002p";
  private static final String RECORD = "\u0016\u0003\u0003@\u0000\u0002";

  /** Where in the explicit proxy a hostile destination shows. */
  enum Place {
    REQUEST {
      @Override
      void tell(Wire client, Origin origin) throws IOException {
        client.send(Requests.get(origin.at("hostile.test")));
      }
    },
    HEAD {
      @Override
      void tell(Wire client, Origin origin) throws IOException {
        client.send(Requests.with("HEAD", origin.at("hostile.test"), "/", ""));
      }
    },
    CONNECT {
      @Override
      void tell(Wire client, Origin origin) throws IOException {
        client.send(Requests.connect(origin.at("hostile.test")));
      }
    },
    TUNNEL {
      @Override
      void tell(Wire client, Origin origin) throws IOException {
        client.send(Requests.connect(origin.at("clean.test")));
        client.readUntil("\r\n\r\n");
        client.send(Hello.naming("hostile.test"));
      }
    };

    abstract void tell(Wire client, Origin origin) throws IOException;
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void whoIsDroppedHearsNothingAndIsThenLetGo(Place place) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = proxy(origin, Action.DROP, SOON);
        Wire client = proxy.connect()) {
      place.tell(client, origin);

      boolean quiet = client.isQuietFor(200);
      int held = proxy.held();

      assertThat(quiet).isTrue();
      assertThat(held).isEqualTo(1);
      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
      assertThatNothingIsLeft(proxy, origin);
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void whoIsInTheTarpitGetsByteAfterByteAndIsThenReset(Place place) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = proxy(origin, Action.TARPIT, SOON);
        Wire client = proxy.connect()) {
      place.tell(client, origin);

      String first = client.read(6);
      int held = proxy.held();

      assertThat(first).isEqualTo(place == Place.TUNNEL ? RECORD : "HTTP/1");
      assertThat(held).isEqualTo(1);
      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(client.received()).endsWith(place == Place.TUNNEL ? "\0" : "");
      assertThatNothingIsLeft(proxy, origin);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Action.class,
      names = {"DROP", "TARPIT"})
  void whoGoesAwayIsLetGoAtOnce(Action action) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = proxy(origin, action, Holding.DEFAULTS)) {
      for (Place place : Place.values()) {
        Wire ending = proxy.connect();
        Wire breaking = proxy.connect();
        place.tell(ending, origin);
        place.tell(breaking, origin);
        Await.until("both wait", () -> proxy.held() == 2);

        ending.fin();
        breaking.reset();

        assertThat(ending.ending()).isNotEqualTo(Wire.Ending.NONE);
        assertThatNothingIsLeft(proxy, origin);
      }
    }
  }

  @Test
  void aClientGetsAnAlertThoughItGoesOnSending() throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = proxy(origin, Action.ALERT, SOON);
        Wire client = proxy.connect()) {
      Place.TUNNEL.tell(client, origin);
      client.send(new byte[200_000]);

      String answer = client.readToEnd();

      assertThat(answer).isEqualTo(ALERT);
      assertThat(origin.connection(0).received()).isEmpty();
      client.fin();
      assertThatNothingIsLeft(proxy, origin);
    }
  }

  @Test
  void aRequestBehindAnotherIsDroppedOnceThatIsAnswered() throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = proxy(origin, Action.DROP, Holding.DEFAULTS);
        Wire client = proxy.connect()) {
      String clean = Requests.get(origin.at("clean.test"));

      client.send(clean + Requests.get("hostile.test") + clean);

      assertThat(Reply.of(client).body()).isEqualTo("ok");
      assertThat(client.isQuietFor(200)).isTrue();
      assertThat(origin.connections()).isEqualTo(1);
      assertThat(proxy.held()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Action.class,
      names = {"DROP", "TARPIT"})
  void aBodyThatNobodyWantsIsNotTakenIn(Action action) throws Exception {
    long large = 64L << 20;
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = proxy(origin, action, Holding.DEFAULTS);
        Wire client = proxy.connect()) {
      client.send(Requests.with("PUT", "hostile.test", "/", "Content-Length: " + large + "\r\n"));
      Flood flood = Flood.into(client, large);

      long sent = Await.standstill(flood::sent);

      assertThat(sent).isLessThan(large / 4);
      assertThat(proxy.traffic().toServers()).isLessThan(1 << 20);
      client.reset();
      assertThatNothingIsLeft(proxy, origin);
    }
  }

  @Test
  void observingHoldsNobody() throws Exception {
    Answers.Rungs rungs = new Answers.Rungs(Action.DROP, Action.TARPIT, Action.ALERT);
    Answers answers = new Answers(Mode.OBSERVE, rungs, Answers.Targets.NONE);
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy =
            ProxyUnderTest.on(Engine.NATIVE)
                .tunnelsTo(origin)
                .answer(new AnswerPolicy(answers))
                .start();
        Wire tunnel = proxy.tunnel(origin.at("hostile.test"))) {
      byte[] hello = Hello.naming("hostile.test");

      tunnel.send(hello);
      tunnel.send("\r\n\r\n");

      assertThat(proxy.ask(Requests.get(origin.at("hostile.test"))).status()).isEqualTo(200);
      assertThat(Reply.of(tunnel).body()).isEqualTo("ok");
      assertThat(proxy.observer().decisions(Action.OBSERVE)).isNotEmpty();
    }
  }

  static ProxyUnderTest proxy(Origin origin, Action action, Holding holding) throws IOException {
    return ProxyUnderTest.on(Engine.NATIVE)
        .tunnelsTo(origin)
        .answer(ladder(action))
        .holding(holding)
        .start();
  }

  /** This answer in every place that can give it, and a reset in the others. */
  static AnswerPolicy ladder(Action action) {
    Action plain = action == Action.ALERT ? Action.RESET : action;
    Answers.Rungs rungs = new Answers.Rungs(plain, plain, action);
    return new AnswerPolicy(new Answers(Mode.ENFORCE, rungs, Answers.Targets.NONE));
  }

  private static void assertThatNothingIsLeft(ProxyUnderTest proxy, Origin origin) {
    Await.until("nobody is held", () -> proxy.held() == 0);
    Await.until("nobody is connected", () -> proxy.observer().open() == 0);
    for (int i = 0; i < origin.connections(); i++) {
      Wire server = origin.connection(i);
      Await.until("the server is left alone", server::isEnded);
      assertThat(server.received()).isEmpty();
    }
    assertThat(proxy.openFlows()).isZero();
  }
}
