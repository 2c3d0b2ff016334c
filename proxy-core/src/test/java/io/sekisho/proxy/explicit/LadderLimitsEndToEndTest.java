package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.Holding;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Quota;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How many clients are kept waiting, and that they stand in nobody's way. */
@Timeout(40)
final class LadderLimitsEndToEndTest {

  @ParameterizedTest
  @EnumSource(
      value = Action.class,
      names = {"DROP", "TARPIT"})
  void whoIsOneTooManyIsResetAndWhoLeavesMakesRoom(Action action) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = LadderEndToEndTest.proxy(origin, action, atMost(2, 2));
        Wire first = hostile(proxy);
        Wire second = hostile(proxy);
        Wire third = connected(proxy)) {
      Await.until("two wait", () -> proxy.held() == 2);

      LadderEndToEndTest.Place.TUNNEL.tell(third, origin);
      boolean reset = third.ending() == Wire.Ending.RESET;
      first.fin();
      Await.until("one has left", () -> proxy.held() == 1);
      Wire next = hostile(proxy);

      assertThat(reset).isTrue();
      Await.until("another waits", () -> proxy.held() == 2);
      assertThat(proxy.observer().reached()).containsExactly(Limit.HELD_ANSWERS_PER_CLIENT);
      assertThat(second.isEnded()).isFalse();
      next.close();
    }
  }

  @Test
  void oneClientLeavesRoomForOthers() throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = LadderEndToEndTest.proxy(origin, Action.DROP, atMost(9, 1));
        Wire first = hostile(proxy);
        Wire other = Wire.from("127.0.0.2", proxy.address())) {
      Await.until("one waits", () -> proxy.held() == 1);

      other.send(Requests.get("hostile.test"));

      Await.until("the other waits too", () -> proxy.held() == 2);
      assertThat(first.isEnded()).isFalse();
    }
  }

  @Test
  void theyNeverTakeMoreThanHalfOfTheConnections() throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy =
            ProxyUnderTest.on(Engine.NATIVE)
                .answer(LadderEndToEndTest.ladder(Action.DROP))
                .connections(new Quota(8, 8))
                .start()) {
      List<Wire> hostile = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Wire next = hostile(proxy);
        hostile.add(next);
        int held = Math.min(i + 1, 4);
        Await.until("it is held if it may be", () -> proxy.held() == held);
        if (i >= held) {
          assertThat(next.ending()).isEqualTo(Wire.Ending.RESET);
        }
      }

      Await.until("the others are gone", () -> proxy.observer().open() == proxy.held());
      Reply reply = proxy.ask(Requests.get(origin.at("clean.test")));

      assertThat(proxy.held()).isEqualTo(4);
      assertThat(reply.status()).isEqualTo(200);
      for (Wire wire : hostile) {
        wire.close();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Action.class,
      names = {"DROP", "TARPIT"})
  void theyDoNotDelayAnEnd(Action action) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = LadderEndToEndTest.proxy(origin, action, Holding.DEFAULTS);
        Wire client = hostile(proxy)) {
      Await.until("it waits", () -> proxy.held() == 1);
      long start = System.nanoTime();

      proxy.drain(Duration.ofSeconds(20));

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
      assertThat(client.ending()).isNotEqualTo(Wire.Ending.NONE);
      assertThat(proxy.held()).isZero();
    }
  }

  @Test
  void anotherConfigurationLetsThemGoAndCountsFromThere() throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = LadderEndToEndTest.proxy(origin, Action.DROP, Holding.DEFAULTS);
        Wire client = hostile(proxy);
        Wire tunnel = proxy.tunnel(origin.at("clean.test"))) {
      Await.until("it waits", () -> proxy.held() == 1);

      proxy.reconfigure(settings -> Setup.withConnections(settings, new Quota(50, 50)));
      Wire.Ending before = client.ending();
      Wire next = hostile(proxy);
      Await.until("another waits", () -> proxy.held() == 1);
      tunnel.send(Hello.naming("hostile.test"));

      assertThat(before).isNotEqualTo(Wire.Ending.NONE);
      assertThat(tunnel.ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(proxy.held()).isEqualTo(1);
      next.close();
      Await.until("nobody is held", () -> proxy.held() == 0);
    }
  }

  @Test
  void rulesThatChangeDoNotJudgeThemAgain() throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = LadderEndToEndTest.proxy(origin, Action.TARPIT, Holding.DEFAULTS);
        Wire client = connected(proxy)) {
      LadderEndToEndTest.Place.TUNNEL.tell(client, origin);
      Await.until("it waits", () -> proxy.held() == 1);
      int decisions = proxy.observer().decisions().size();

      proxy.list("clean.test");
      client.read(1);

      assertThat(proxy.held()).isEqualTo(1);
      assertThat(proxy.openFlows()).isZero();
      assertThat(proxy.observer().decisions()).hasSize(decisions);
    }
  }

  @Test
  void noBufferIsLost() throws Exception {
    try (BufferLeaks leaks = new BufferLeaks();
        Origin origin = Origin.doing(Wire::ending)) {
      for (Action action : List.of(Action.DROP, Action.TARPIT, Action.ALERT)) {
        try (ProxyUnderTest proxy =
            LadderEndToEndTest.proxy(origin, action, LadderEndToEndTest.SOON)) {
          for (LadderEndToEndTest.Place place : places(action)) {
            try (Wire client = proxy.connect()) {
              place.tell(client, origin);
              client.send("more of it");
              assertThat(client.ending()).isNotEqualTo(Wire.Ending.NONE);
            }
          }
        }
      }

      assertThat(leaks.found()).isEmpty();
    }
  }

  private static List<LadderEndToEndTest.Place> places(Action action) {
    return action == Action.ALERT
        ? List.of(LadderEndToEndTest.Place.TUNNEL)
        : List.of(LadderEndToEndTest.Place.values());
  }

  private static Holding atMost(int inAll, int perClient) {
    Holding usual = Holding.DEFAULTS;
    return new Holding(
        usual.dropTime(), usual.tarpitPace(), usual.tarpitTime(), new Quota(inAll, perClient));
  }

  private static Wire connected(ProxyUnderTest proxy) throws IOException {
    return proxy.connect();
  }

  private static Wire hostile(ProxyUnderTest proxy) throws IOException {
    Wire client = proxy.connect();
    client.send(Requests.get("hostile.test"));
    return client;
  }
}
