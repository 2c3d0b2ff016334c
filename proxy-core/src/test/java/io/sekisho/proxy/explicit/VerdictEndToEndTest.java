package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.Decision;
import io.sekisho.proxy.Mode;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.rules.Clue;
import io.sekisho.rules.Verdict;
import io.sekisho.rules.indicator.RequestedAction;
import io.sekisho.rules.snapshot.Trust;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** One verdict for each request, what follows from it, and who is told. */
final class VerdictEndToEndTest {
  private static final AnswerPolicy OBSERVE =
      new AnswerPolicy(Mode.OBSERVE, Action.REFUSE, Action.RESET, null);

  @OnEveryEngine
  void aListedNameIsRefusedAndNothingIsDialled(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      Reply reply = proxy.ask(Requests.get(origin.at("www.hostile.test")));

      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.verdict()).isEqualTo("hostile");
      assertThat(origin.connections()).isZero();
      assertThat(proxy.dns().queries("www.hostile.test")).isZero();
    }
  }

  @OnEveryEngine
  void aListedAddressIsRefusedInEverySpelling(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).list("127.0.0.1").start()) {
      for (String spelling :
          List.of("127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "[::ffff:127.0.0.1]")) {

        Reply reply = proxy.ask(Requests.get(origin.at(spelling)));

        assertThat(reply.verdict()).as(spelling).isEqualTo("hostile");
      }
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void aListedNameIsRefusedInEverySpelling(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {
      for (String spelling :
          List.of("HOSTILE.test", "hostile.test.", "hostile%2Etest", "a.Hostile.TEST.")) {

        Reply reply = proxy.ask(Requests.get(origin.at(spelling)));

        assertThat(reply.verdict()).as(spelling).isEqualTo("hostile");
      }
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void whatOneFeedAloneIsNotBelievedIsToldAndRelayedUntilAnotherSaysTheSame(Engine engine)
      throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {
      proxy.trust(Map.of(Setup.FEED, new Trust("origin", 0, 2)));

      Reply alone = proxy.ask(Requests.get(origin.at("hostile.test")));
      proxy.list("hostile.test");
      Reply together = proxy.ask(Requests.get(origin.at("hostile.test")));

      assertThat(alone.status()).isEqualTo(200);
      assertThat(together.verdict()).isEqualTo("hostile");
      assertThat(proxy.observer().decisions())
          .extracting(decision -> decision.verdict().label())
          .contains("suspect")
          .endsWith("hostile");
    }
  }

  @OnEveryEngine
  void anEntryIsAnsweredAsItAsksUntilThatDoesNotCountAnyMore(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {
      String request = Requests.get(origin.at("deep.hostile.test"));
      proxy.list(RequestedAction.RESET, "deep.hostile.test");

      client.send(request);
      Wire.Ending ending = client.ending();
      proxy.trust(
          Map.of(
              ProxyUnderTest.LATE_FEED,
              new Trust(ProxyUnderTest.LATE_FEED, 0, 1, Trust.Actions.IGNORE)));
      Reply ignored = proxy.ask(request);

      assertThat(ending).isEqualTo(Wire.Ending.RESET);
      assertThat(ignored.status()).isEqualTo(403);
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void everyRequestOnAConnectionHasItsOwnVerdict(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send(Requests.get(origin.at("clean.test")));
      Reply first = Reply.of(client);
      client.send(Requests.get(origin.at("hostile.test")));
      Reply second = Reply.of(client);
      client.send(Requests.get(origin.at("other.test")));
      Reply third = Reply.of(client);

      assertThat(List.of(first.status(), second.status(), third.status()))
          .containsExactly(200, 403, 200);
      assertThat(origin.connections()).isEqualTo(2);
    }
  }

  @OnEveryEngine
  void aListedHostFieldIsRefusedAlthoughTheTargetIsClean(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      Reply reply =
          proxy.ask(
              "GET http://" + origin.at("clean.test") + "/ HTTP/1.1\r\nHost: hostile.test\r\n\r\n");

      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.verdict()).isEqualTo("hostile");
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void anotherHostFieldIsRewrittenAndCounted(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      Reply reply =
          proxy.ask(
              "GET http://" + origin.at("clean.test") + "/ HTTP/1.1\r\nHost: other.test\r\n\r\n");

      assertThat(reply.status()).isEqualTo(200);
      assertThat(Reply.field(origin.head(0), "Host")).contains(origin.at("clean.test"));
      assertThat(proxy.observer().disagreements()).hasSize(1);
    }
  }

  @OnEveryEngine
  void aHostFieldWithAListedPortIsRefused(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).list("clean.test:6667").start()) {

      Reply reply =
          proxy.ask(
              "GET http://"
                  + origin.at("clean.test")
                  + "/ HTTP/1.1\r\nHost: clean.test:6667\r\n\r\n");

      assertThat(reply.status()).isEqualTo(403);
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void requestsThatAgreeAreNotCountedAsDisagreeing(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      proxy.ask("GET http://" + origin.at("clean.test") + "/ HTTP/1.1\r\nHost: Clean.test\r\n\r\n");

      assertThat(proxy.observer().disagreements()).isEmpty();
    }
  }

  @OnEveryEngine
  void observeRelaysAndReportsOnce(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).answer(OBSERVE).start()) {

      Reply reply = proxy.ask(Requests.get(origin.at("hostile.test")));

      assertThat(reply.body()).isEqualTo("ok");
      assertThat(proxy.observer().decisions(Action.OBSERVE)).hasSize(1);
      assertThat(proxy.observer().relayed()).hasSize(1);
    }
  }

  @OnEveryEngine
  void observeRelaysATunnelToo(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).answer(OBSERVE).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      client.send(Hello.naming("hostile.test"));

      assertThat(origin.received(0, "hostile.test")).isNotEmpty();
      assertThat(proxy.observer().decisions(Action.OBSERVE)).hasSize(1);
    }
  }

  @OnEveryEngine
  void redirectSendsTheClientElsewhere(Engine engine) throws Exception {
    AnswerPolicy redirect =
        new AnswerPolicy(
            Mode.ENFORCE, Action.REDIRECT, Action.RESET, URI.create("http://help.test/blocked"));
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).answer(redirect).start()) {

      Reply reply = proxy.ask(Requests.get(origin.at("hostile.test")));

      assertThat(reply.status()).isEqualTo(302);
      assertThat(reply.field("Location"))
          .contains("http://help.test/blocked?case=" + reply.field("Sekisho-Case").orElseThrow());
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void connectIsRefusedWhereHttpWouldBeRedirected(Engine engine) throws Exception {
    AnswerPolicy redirect =
        new AnswerPolicy(
            Mode.ENFORCE, Action.REDIRECT, Action.RESET, URI.create("http://help.test/blocked"));
    try (ProxyUnderTest proxy =
        ProxyUnderTest.on(engine).answer(redirect).connectPort(443).start()) {

      Reply reply = proxy.ask(Requests.connect("hostile.test:443"));

      assertThat(reply.status()).isEqualTo(403);
    }
  }

  @OnEveryEngine
  void resetIsSeenByTheClientAsAReset(Engine engine) throws Exception {
    AnswerPolicy reset = new AnswerPolicy(Mode.ENFORCE, Action.RESET, Action.RESET, null);
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).answer(reset).start();
        Wire client = proxy.connect()) {

      client.send(Requests.get(origin.at("hostile.test")));

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void anExemptNameIsRelayed(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine).neverBlock("good.hostile.test").list("127.0.0.1").start()) {
      proxy.dns().answer("good.hostile.test", "127.0.0.1");

      Reply reply = proxy.ask(Requests.get(origin.at("good.hostile.test")));

      assertThat(reply.status()).isEqualTo(200);
      assertThat(proxy.ask(Requests.get(origin.at("hostile.test"))).status()).isEqualTo(403);
    }
  }

  @OnEveryEngine
  void aBlockIsToldWithItsEvidenceAndItsMatch(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).list("127.0.0.9").start();
        Wire client = proxy.connect()) {
      proxy.dns().answer("clean.test", "127.0.0.1", "127.0.0.9");

      client.send(Requests.get(origin.at("clean.test")));
      Reply.of(client);

      Decision told = proxy.observer().decisions(Action.REFUSE).get(0);
      assertThat(told.newest()).isEqualTo(Clue.Kind.RESOLVED_ADDRESS);
      assertThat(told.evidence().clues())
          .extracting(clue -> clue.kind() + " " + clue.destination())
          .containsExactlyInAnyOrder(
              "REQUEST_TARGET " + origin.at("clean.test"),
              "RESOLVED_ADDRESS " + origin.at("127.0.0.1"),
              "RESOLVED_ADDRESS " + origin.at("127.0.0.9"));
      assertThat(told.flow().client().port()).isEqualTo(client.localAddress().getPort());
      assertThat(told.flow().listener()).isEqualTo("explicit");
      assertThat(told.verdict()).isInstanceOf(Verdict.Hostile.class);
      assertThat(((Verdict.Hostile) told.verdict()).decisive().indicator().feed())
          .isEqualTo(Setup.FEED);
    }
  }

  @OnEveryEngine
  void aRefusalForAnotherReasonIsTold(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      proxy.ask(Requests.get("absent.test"));

      assertThat(proxy.observer().refusals()).containsExactly(RefusalReason.UNREACHABLE);
      assertThat(proxy.observer().relayed()).isEmpty();
    }
  }

  @OnEveryEngine
  void connectionsAreCountedAsTheyComeAndGo(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {
      Wire client = proxy.connect();
      Await.until("it is open", () -> proxy.observer().open() == 1);

      client.close();

      Await.until("it is closed", () -> proxy.observer().open() == 0);
    }
  }
}
