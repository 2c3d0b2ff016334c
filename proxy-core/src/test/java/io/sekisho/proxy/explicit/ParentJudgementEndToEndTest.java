package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.EgressPolicy;
import io.sekisho.proxy.ParentProxy;
import io.sekisho.proxy.ParentUse;
import io.sekisho.proxy.RefusalReason;
import java.io.IOException;

/** The same rules hold for what goes by a parent proxy, and before the parent hears of it. */
final class ParentJudgementEndToEndTest {
  private static final String PUBLIC = "93.184.216.34";

  @OnNativeEngine
  void aListedNameNeverReachesTheParent(Engine engine) throws Exception {
    try (Origin parent = Origin.ok();
        ProxyUnderTest proxy = by(engine, Parents.at(parent.port()))) {

      assertThat(proxy.ask(Requests.get("sub.hostile.test")).verdict()).isEqualTo("hostile");
      assertThat(proxy.ask(Requests.connect("hostile.test:443")).verdict()).isEqualTo("hostile");

      assertThat(parent.connections()).isZero();
      assertThat(proxy.dns().queries("hostile.test")).isZero();
    }
  }

  @OnNativeEngine
  void aNameThatResolvesToAListedAddressNeverReachesTheParent(Engine engine) throws Exception {
    try (Origin parent = Origin.ok();
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine).list(PUBLIC).parent(Parents.at(parent.port())).start()) {
      proxy.dns().answer("front.test", PUBLIC);

      assertThat(proxy.ask(Requests.get("front.test")).verdict()).isEqualTo("hostile");
      assertThat(proxy.ask(Requests.get(PUBLIC)).verdict()).isEqualTo("hostile");

      assertThat(parent.connections()).isZero();
    }
  }

  @OnNativeEngine
  void anAliasOfAListedNameNeverReachesTheParent(Engine engine) throws Exception {
    try (Origin parent = Origin.ok();
        ProxyUnderTest proxy = by(engine, Parents.at(parent.port()))) {
      proxy.dns().alias("front.test", "hostile.test");

      assertThat(proxy.ask(Requests.get("front.test")).verdict()).isEqualTo("hostile");

      assertThat(parent.connections()).isZero();
    }
  }

  @OnNativeEngine
  void privateDestinationsNeverReachTheParentWhichMayBePrivateItself(Engine engine)
      throws Exception {
    try (Origin parent = Origin.ok();
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine).denyPrivate().parent(Parents.at(parent.port())).start()) {
      proxy.dns().answer("public.test", PUBLIC);
      proxy.dns().answer("intranet.test", "10.0.0.1");

      assertThat(proxy.ask(Requests.get("10.0.0.1")).verdict()).isEqualTo("private");
      assertThat(proxy.ask(Requests.get("intranet.test")).verdict()).isEqualTo("private");
      assertThat(parent.connections()).isZero();

      assertThat(proxy.ask(Requests.get("public.test")).status()).isEqualTo(200);
      assertThat(proxy.ask(Requests.get(PUBLIC)).status()).isEqualTo(200);
    }
  }

  @OnNativeEngine
  void aNameThatNobodyKnowsHereIsLeftToTheParent(Engine engine) throws Exception {
    try (Origin parent = Origin.ok();
        ProxyUnderTest proxy = by(engine, Parents.at(parent.port()))) {

      Reply reply = proxy.ask(Requests.get("nowhere.test"));

      assertThat(reply.status()).isEqualTo(200);
      assertThat(parent.head(0)).startsWith("GET http://nowhere.test/ ");
      assertThat(proxy.observer().parentUses())
          .containsExactly(ParentUse.UNRESOLVED, ParentUse.SENT);
    }
  }

  @OnNativeEngine
  void withoutLookUpNamesAndLiteralAddressesAreJudgedAlone(Engine engine) throws Exception {
    try (Origin parent = Origin.ok();
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine)
                .list(PUBLIC)
                .denyPrivate()
                .parent(Parents.withoutLookUp(parent.port()))
                .start()) {
      proxy.dns().answer("front.test", PUBLIC);

      assertThat(proxy.ask(Requests.get("front.test")).status()).isEqualTo(200);
      assertThat(proxy.ask(Requests.get("hostile.test")).verdict()).isEqualTo("hostile");
      assertThat(proxy.ask(Requests.get(PUBLIC)).verdict()).isEqualTo("hostile");
      assertThat(proxy.ask(Requests.get("10.0.0.1")).verdict()).isEqualTo("private");
      assertThat(proxy.dns().queries("front.test")).isZero();
    }
  }

  @OnNativeEngine
  void namesForLoopbackAreNotTheParentsLoopbackEither(Engine engine) throws Exception {
    try (Origin parent = Origin.ok();
        ProxyUnderTest judging =
            ProxyUnderTest.on(engine).denyPrivate().parent(Parents.at(parent.port())).start();
        ProxyUnderTest skipping =
            ProxyUnderTest.on(engine)
                .denyPrivate()
                .parent(Parents.withoutLookUp(parent.port()))
                .start()) {

      assertThat(judging.ask(Requests.get("a.localhost")).verdict()).isEqualTo("private");
      assertThat(skipping.ask(Requests.get("a.localhost")).verdict()).isEqualTo("private");
      assertThat(skipping.ask(Requests.get("localhost.")).verdict()).isEqualTo("private");

      assertThat(parent.connections()).isZero();
    }
  }

  @OnNativeEngine
  void exceptionsGoDirectly(Engine engine) throws Exception {
    try (Origin parent = Origin.saying("HTTP/1.1 418 Parent\r\nContent-Length: 0\r\n\r\n");
        Origin origin = Origin.ok();
        ProxyUnderTest proxy =
            by(engine, Parents.exceptFor(parent.port(), "clean.test", "127.7.0.0/16"))) {
      proxy.dns().answer("below.clean.test", "127.0.0.1");
      proxy.dns().answer("inside.test", "127.7.0.1", "127.7.0.2");
      proxy.dns().answer("astride.test", "127.7.0.1", "127.0.0.1");

      assertThat(proxy.ask(Requests.get(origin.at("clean.test"))).status()).isEqualTo(200);
      assertThat(proxy.ask(Requests.get(origin.at("below.clean.test"))).status()).isEqualTo(200);
      assertThat(proxy.ask(Requests.get("inside.test:1")).verdict()).isEqualTo("unreachable");
      assertThat(proxy.ask(Requests.get("127.7.0.1:1")).verdict()).isEqualTo("unreachable");
      assertThat(parent.connections()).isZero();

      assertThat(proxy.ask(Requests.get("unclean.test")).status()).isEqualTo(418);
      assertThat(proxy.ask(Requests.get("astride.test")).status()).isEqualTo(418);
      assertThat(proxy.ask(Requests.get(origin.at("127.0.0.1"))).status()).isEqualTo(418);
      assertThat(origin.head(0)).startsWith("GET / HTTP/1.1\r\n");
    }
  }

  @OnNativeEngine
  void anExceptionIsJudgedAndFailsAsWithoutAParent(Engine engine) throws Exception {
    try (Origin parent = Origin.ok();
        ProxyUnderTest proxy =
            by(engine, Parents.exceptFor(parent.port(), "test", "127.0.0.0/8"))) {

      assertThat(proxy.ask(Requests.get("hostile.test")).verdict()).isEqualTo("hostile");
      assertThat(proxy.ask(Requests.get("nowhere.test")).verdict()).isEqualTo("unreachable");

      assertThat(parent.connections()).isZero();
    }
  }

  @OnNativeEngine
  void theProxyIsNotItsOwnParent(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {
      int port = proxy.address().getPort();
      proxy.reconfigure(settings -> with(settings, Parents.at(port)));

      Reply reply = proxy.ask(Requests.get("clean.test"));

      assertThat(reply.status()).isEqualTo(502);
      assertThat(reply.body()).contains("The parent proxy is this proxy itself");
    }
  }

  @OnNativeEngine
  void proxiesThatAreEachOthersParentsComeToAnEnd(Engine engine) throws Exception {
    try (ProxyUnderTest one = ProxyUnderTest.started(engine);
        ProxyUnderTest other = by(engine, Parents.at(one.address().getPort()))) {
      int port = other.address().getPort();
      one.reconfigure(settings -> with(settings, Parents.at(port)));

      assertThat(one.ask(Requests.get("clean.test")).status()).isEqualTo(502);

      assertThat(one.observer().parentUses().size() + other.observer().parentUses().size())
          .isEqualTo(8);
      assertThat(one.observer().refusals()).containsExactly(RefusalReason.UNREACHABLE);
    }
  }

  static ExplicitSettings with(ExplicitSettings settings, ParentProxy parent) {
    EgressPolicy egress = settings.egress();
    return new ExplicitSettings(
        settings.listen(),
        settings.clients(),
        settings.identity(),
        settings.plane(),
        new EgressPolicy(egress.privateAddresses(), egress.connectPorts(), parent),
        settings.treatments(),
        settings.dns(),
        settings.limits());
  }

  private static ProxyUnderTest by(Engine engine, ParentProxy parent) throws IOException {
    return ProxyUnderTest.on(engine).connectPort(443).parent(parent).start();
  }
}
