package io.sekisho.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.Answers;
import io.sekisho.proxy.Holding;
import io.sekisho.proxy.Mode;
import io.sekisho.proxy.Quota;
import io.sekisho.proxy.explicit.Await;
import io.sekisho.proxy.explicit.Hello;
import io.sekisho.proxy.explicit.Origin;
import io.sekisho.proxy.explicit.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What hostile clients of the gateway get beside refusals: alerts, silence, slowness. */
@Timeout(40)
final class GatewayLadderEndToEndTest {
  private static final Holding SOON =
      new Holding(
          Duration.ofMillis(400),
          Duration.ofMillis(20),
          Duration.ofMillis(900),
          new Quota(1_000, 100));
  private static final String ALERT = "\u0015\u0003\u0001\u0000\u0002\u0002p";

  /** How a hostile destination shows; all but the first two connect to a listed address. */
  enum Place {
    SERVER_NAME(latin1(Hello.naming("hostile.test")), "\u0016\u0003\u0003@\u0000"),
    HTTP_HOST("GET / HTTP/1.1\r\nHost: hostile.test\r\n\r\n", "HTTP/"),
    ADDRESS_BY_TLS(latin1(Hello.naming("clean.test")), "\u0016\u0003\u0003@\u0000"),
    ADDRESS_BY_HTTP("GET / HTTP/1.1\r\nHost: clean.test\r\n\r\n", "HTTP/"),
    ADDRESS_BY_OTHER("\0\0\0 no such protocol", "....."),
    ADDRESS_IN_SILENCE("", ".....");

    private final String said;
    private final String drip;

    Place(String said, String drip) {
      this.said = said;
      this.drip = drip;
    }

    boolean isByName() {
      return this == SERVER_NAME || this == HTTP_HOST;
    }

    boolean isTls() {
      return this == SERVER_NAME || this == ADDRESS_BY_TLS;
    }

    GatewayUnderTest gateway(Origin origin, Action action) throws IOException {
      GatewayUnderTest.Setup setup =
          new GatewayUnderTest.Setup().impatient().answers(ladder(action)).holding(SOON);
      return (isByName() ? setup : setup.list("127.0.0.1:" + origin.port())).start();
    }

    Wire tell(GatewayUnderTest gateway, Origin origin) throws IOException {
      Wire client = gateway.connect(origin);
      client.send(said);
      return client;
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void whoIsDroppedHearsNothingAndIsThenLetGo(Place place) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        GatewayUnderTest gateway = place.gateway(origin, Action.DROP);
        Wire client = place.tell(gateway, origin)) {
      boolean quiet = client.isQuietFor(200);
      int held = gateway.held();

      assertThat(quiet).isTrue();
      assertThat(held).isEqualTo(1);
      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
      assertThatNothingIsLeft(gateway, origin);
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void whoIsInTheTarpitGetsByteAfterByteAndIsThenReset(Place place) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        GatewayUnderTest gateway = place.gateway(origin, Action.TARPIT);
        Wire client = place.tell(gateway, origin)) {
      String first = client.read(5);

      assertThat(first).isEqualTo(place.drip);
      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThatNothingIsLeft(gateway, origin);
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void onlyWhoSpeaksTlsGetsAnAlert(Place place) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        GatewayUnderTest gateway = place.gateway(origin, Action.ALERT);
        Wire client = place.tell(gateway, origin)) {
      Wire.Ending ending = client.ending();

      assertThat(ending).isEqualTo(place.isTls() ? Wire.Ending.FIN : Wire.Ending.RESET);
      assertThat(client.received()).isEqualTo(place.isTls() ? ALERT : "");
      client.reset();
      assertThatNothingIsLeft(gateway, origin);
    }
  }

  @Test
  void whoeverIsHeldWhenItAllEndsIsLetGo() throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        GatewayUnderTest gateway =
            new GatewayUnderTest.Setup().answers(ladder(Action.DROP)).start();
        Wire client = Place.SERVER_NAME.tell(gateway, origin)) {
      Await.until("it waits", () -> gateway.held() == 1);
      long start = System.nanoTime();

      gateway.drain(Duration.ofSeconds(20));

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
      assertThat(client.ending()).isNotEqualTo(Wire.Ending.NONE);
    }
  }

  /** This answer in every place that can give it, and a reset in the others. */
  private static Answers ladder(Action action) {
    Action plain = action == Action.ALERT ? Action.RESET : action;
    return new Answers(
        Mode.ENFORCE, new Answers.Rungs(plain, Action.REFUSE, action), Answers.Targets.NONE);
  }

  private static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static void assertThatNothingIsLeft(GatewayUnderTest gateway, Origin origin) {
    Await.until("nobody is held", () -> gateway.held() == 0);
    Await.until("nobody is connected", () -> gateway.observer().open() == 0);
    assertThat(origin.connections()).isZero();
    assertThat(gateway.openFlows()).isZero();
  }
}
