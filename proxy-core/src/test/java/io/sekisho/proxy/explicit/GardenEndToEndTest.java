package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.Answers;
import io.sekisho.proxy.GardenSettings;
import io.sekisho.proxy.Mode;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Clients that were hit, in the walled garden. */
final class GardenEndToEndTest {
  private static final String EXEMPT = "127.0.0.8";
  private static final GardenSettings SETTINGS =
      new GardenSettings(
          Duration.ofHours(1),
          10,
          List.of(AddressPrefix.parse(EXEMPT).orElseThrow()),
          List.of(new HostName("clean.test"), new HostName("hostile.test")),
          List.of());

  @Test
  void whoeverIsHitReachesTheGardenAloneUntilItIsReleased() throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = garden(origin)) {
      assertThat(status(proxy, origin, "other.test")).isEqualTo(200);
      assertThat(status(proxy, origin, "hostile.test")).isEqualTo(302);
      String caseId = proxy.garden().captives().get(0).caseId();

      Reply kept = get(proxy, origin, "other.test", "127.0.0.1");

      assertThat(kept.status()).isEqualTo(302);
      assertThat(kept.field("Location"))
          .contains("http://portal.test:" + origin.port() + "/?case=" + caseId);
      assertThat(status(proxy, origin, "clean.test")).isEqualTo(200);
      assertThat(status(proxy, origin, "portal.test")).isEqualTo(200);
      proxy.garden().release(IpAddress.parse("127.0.0.1").orElseThrow());
      assertThat(status(proxy, origin, "other.test")).isEqualTo(200);
    }
  }

  @Test
  void whatIsInTheGardenIsJudgedAllTheSame() throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = garden(origin)) {
      assertThat(status(proxy, origin, "hostile.test")).isEqualTo(302);

      assertThat(status(proxy, origin, "hostile.test")).isEqualTo(302);

      assertThat(proxy.observer().decisions(Action.REDIRECT)).hasSize(2);
      assertThat(origin.connections()).isZero();
    }
  }

  @Test
  void tunnelsOfACaptiveClientAreStopped() throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = garden(origin)) {
      assertThat(status(proxy, origin, "hostile.test")).isEqualTo(302);

      try (Wire client = Wire.to(proxy.address())) {
        client.send(Requests.connect(origin.at("other.test")));
        assertThat(client.readUntil("\r\n\r\n"))
            .startsWith("HTTP/1.1 403 ")
            .containsIgnoringCase("sekisho-verdict: client");
      }
      try (Wire client = Wire.to(proxy.address())) {
        client.send(Requests.connect(origin.at("clean.test")));
        assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 ");
        client.send(Hello.naming("other.test"));
        assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      }
    }
  }

  @Test
  void othersAreFreeAndSoIsWhoeverIsExempt() throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = garden(origin)) {
      assertThat(status(proxy, origin, "hostile.test")).isEqualTo(302);
      assertThat(get(proxy, origin, "hostile.test", EXEMPT).status()).isEqualTo(302);

      assertThat(get(proxy, origin, "other.test", "127.0.0.7").status()).isEqualTo(200);
      assertThat(get(proxy, origin, "other.test", EXEMPT).status()).isEqualTo(200);
      assertThat(proxy.garden().captives()).hasSize(1);
    }
  }

  @Test
  void cleanTunnelsOfACaptiveClientAreNotOpenedForAPage() throws Exception {
    Answers inside =
        new Answers(
            Mode.ENFORCE,
            new Answers.Rungs(Action.REDIRECT, Action.REFUSE, Action.REDIRECT),
            new Answers.Targets(URI.create("https://portal.test/"), null));
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy =
            ProxyUnderTest.on(Engine.NATIVE).answer(new AnswerPolicy(inside)).start()) {
      proxy.minting().use(Optional.of(Trust.of().authority()));
      proxy.garden().follow(Optional.of(SETTINGS));
      assertThat(status(proxy, origin, "hostile.test")).isEqualTo(302);

      Reply reply = proxy.ask(Requests.connect("other.test:443"));

      assertThat(reply.status()).isEqualTo(403);
      assertThat(proxy.minting().cached()).isZero();
      assertThat(proxy.observer().tlsAnswers()).isEmpty();
    }
  }

  @Test
  void anAnswerInsideOfTlsMakesCaptiveToo() throws Exception {
    Trust trust = Trust.of();
    Answers inside =
        new Answers(
            Mode.ENFORCE,
            new Answers.Rungs(Action.REFUSE, Action.REFUSE, Action.REDIRECT),
            new Answers.Targets(URI.create("https://portal.test/"), null));
    try (ProxyUnderTest proxy =
        ProxyUnderTest.on(Engine.NATIVE).answer(new AnswerPolicy(inside)).start()) {
      proxy.minting().use(Optional.of(trust.authority()));
      proxy.garden().follow(Optional.of(SETTINGS));

      try (Wire client = proxy.tunnel("hostile.test:443").overTls(trust.client(), "hostile.test")) {
        client.send("GET / HTTP/1.1\r\nHost: hostile.test\r\n\r\n");
        assertThat(Reply.of(client).status()).isEqualTo(302);
      }

      assertThat(proxy.garden().captives()).hasSize(1);
    }
  }

  @Test
  void whoeverIsOnlyObservedIsStoppedByNothing() throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = garden(origin)) {
      assertThat(status(proxy, origin, "hostile.test")).isEqualTo(302);
      AnswerPolicy observing = new AnswerPolicy(Mode.OBSERVE, Action.REFUSE, Action.RESET, null);

      proxy.reconfigure(settings -> Setup.withAnswer(settings, observing));

      assertThat(status(proxy, origin, "other.test")).isEqualTo(200);
    }
  }

  private static ProxyUnderTest garden(Origin origin) throws IOException {
    URI portal = URI.create("http://portal.test:" + origin.port() + "/");
    ProxyUnderTest proxy =
        ProxyUnderTest.on(Engine.NATIVE)
            .tunnelsTo(origin)
            .answer(new AnswerPolicy(Mode.ENFORCE, Action.REDIRECT, Action.RESET, portal))
            .start();
    proxy.dns().answer("portal.test", "127.0.0.1");
    proxy.garden().follow(Optional.of(SETTINGS));
    return proxy;
  }

  private static int status(ProxyUnderTest proxy, Origin origin, String host) throws IOException {
    return get(proxy, origin, host, "127.0.0.1").status();
  }

  private static Reply get(ProxyUnderTest proxy, Origin origin, String host, String from)
      throws IOException {
    try (Wire client = Wire.from(from, proxy.address())) {
      client.send(Requests.get(origin.at(host)));
      return Reply.of(client);
    }
  }
}
