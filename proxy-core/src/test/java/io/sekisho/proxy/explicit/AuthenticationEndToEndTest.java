package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.AnswerPolicy.Rule;
import io.sekisho.proxy.Answers;
import io.sekisho.proxy.Decision;
import io.sekisho.proxy.Flow;
import io.sekisho.proxy.Mode;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.Wording;
import io.sekisho.proxy.Wording.Operator;
import io.sekisho.proxy.Wording.PageStatus;
import io.sekisho.proxy.Wording.RedirectStatus;
import io.sekisho.proxy.client.ClientIdentity;
import io.sekisho.proxy.client.ForwardedField;
import io.sekisho.proxy.client.PasswordSettings;
import io.sekisho.proxy.client.Passwords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Clients that have to give a name and a password (RFC 7617). */
final class AuthenticationEndToEndTest {
  private static final int QUICK = 4;
  private static final int SLOW = 9;
  private static final String RIGHT = field("alice:pw-alice");
  private static final String WRONG = field("alice:pw-bob");

  @OnEveryEngine
  void withoutCredentialsIsChallengedAndNothingIsDialled(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = proxy(engine, QUICK, origin)) {

      Reply reply = proxy.ask(Requests.get(origin.at("clean.test")));

      assertThat(reply.status()).isEqualTo(407);
      assertThat(reply.head()).startsWith("HTTP/1.1 407 Proxy Authentication Required\r\n");
      assertThat(reply.verdict()).isEqualTo("authentication");
      assertThat(reply.field("Proxy-Authenticate"))
          .contains("Basic realm=\"Sekisho\", charset=\"UTF-8\"");
      assertThat(origin.connections()).isZero();
      assertThat(proxy.dns().queries("clean.test")).isZero();
      assertThat(proxy.observer().refusals()).containsExactly(RefusalReason.AUTHENTICATION);
    }
  }

  @OnEveryEngine
  void rightPasswordIsServedAndNeverReachesTheServer(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = proxy(engine, QUICK, origin)) {

      Reply reply = proxy.ask(get(origin, "clean.test", RIGHT));

      assertThat(reply.status()).isEqualTo(200);
      assertThat(origin.head(0)).doesNotContainIgnoringCase("authorization");
      assertThat(proxy.observer().relayed()).map(Flow::user).containsExactly("alice");
    }
  }

  @OnEveryEngine
  void challengedClientTriesAgainOnTheSameConnection(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = proxy(engine, QUICK, origin);
        Wire client = proxy.connect()) {
      client.send(Requests.get(origin.at("clean.test")));
      int absent = Reply.of(client).status();
      client.send(get(origin, "clean.test", WRONG));
      int wrong = Reply.of(client).status();
      client.send(get(origin, "clean.test", RIGHT));
      int right = Reply.of(client).status();

      assertThat(List.of(absent, wrong, right)).containsExactly(407, 407, 200);
    }
  }

  @OnEveryEngine
  void challengedConnectTriesAgainOnTheSameConnection(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(connection -> connection.send("got " + connection.read(5)));
        ProxyUnderTest proxy = proxy(engine, QUICK, origin);
        Wire client = proxy.connect()) {
      client.send(Requests.connect(origin.at("clean.test")));
      Reply challenge = Reply.of(client);
      client.send(connect(origin, "clean.test", WRONG));
      Reply wrong = Reply.of(client);
      client.send(connect(origin, "clean.test", RIGHT));
      String established = client.readUntil("\r\n\r\n");
      client.send("hello");

      assertThat(challenge.status()).isEqualTo(407);
      assertThat(challenge.field("Connection")).contains("keep-alive");
      assertThat(wrong.status()).isEqualTo(407);
      assertThat(established).startsWith("HTTP/1.1 200 ");
      assertThat(client.readUntil("hello")).isEqualTo("got hello");
      assertThat(proxy.observer().relayed()).map(Flow::user).containsExactly("alice");
    }
  }

  @OnEveryEngine
  void bytesBehindAChallengedConnectAreRequestsThatNeedAPasswordToo(Engine engine)
      throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = proxy(engine, QUICK, origin);
        Wire client = proxy.connect()) {

      client.send(
          Requests.connect(origin.at("clean.test")) + Requests.get(origin.at("clean.test")));

      assertThat(Reply.of(client).status()).isEqualTo(407);
      assertThat(Reply.of(client).status()).isEqualTo(407);
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void challengedUploadEndsTheConnection(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = proxy(engine, QUICK, origin);
        Wire client = proxy.connect()) {

      client.send(
          Requests.with("POST", origin.at("clean.test"), "/", "Content-Length: 5\r\n") + "hello");
      Reply reply = Reply.of(client);

      assertThat(reply.status()).isEqualTo(407);
      assertThat(reply.field("Connection")).contains("close");
      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
    }
  }

  @OnEveryEngine
  void listedDestinationIsToldOfButNotToTheClient(Engine engine) throws Exception {
    Answers usual = answers(Operator.UNNAMED);
    Answers known = answers(new Operator("Known", null, null));
    AnswerPolicy byFeed =
        new AnswerPolicy(usual, List.of(new Rule(Set.of(Setup.FEED), Set.of(), Set.of(), known)));
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy =
            setup(engine, Passwords.of(QUICK, "alice")).list("dirty.test").answer(byFeed).start()) {

      Reply listed = proxy.ask(get(origin, "dirty.test", WRONG));
      Reply clean = proxy.ask(get(origin, "clean.test", WRONG));
      Reply tunnel = proxy.ask(Requests.connect("hostile.test:443"));

      assertThat(shape(listed)).isEqualTo(shape(clean));
      assertThat(tunnel.status()).isEqualTo(407);
      assertThat(proxy.observer().decisions(Action.REFUSE))
          .map(Decision::flow)
          .map(Flow::user)
          .containsExactly(null, null);
      assertThat(origin.connections()).isZero();
    }
  }

  private static Answers answers(Operator operator) {
    Wording wording =
        new Wording(
            PageStatus.FORBIDDEN, RedirectStatus.FOUND, operator, Wording.Openness.EXPLAINING);
    return new Answers(Mode.OBSERVE, Answers.Rungs.USUAL, Answers.Targets.NONE, wording);
  }

  /** What could tell two answers apart that were asked for under names of the same length. */
  private static String shape(Reply reply) {
    String all = reply.head() + reply.body();
    return all.replaceAll("[0-9]{4}(-[0-9]{4}){3}|<code>[a-z.]{10}</code>|<time.*</time>", "");
  }

  @OnEveryEngine
  void admittedClientHearsOfAListedDestination(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = proxy(engine, QUICK, origin)) {

      Reply reply = proxy.ask(get(origin, "hostile.test", RIGHT));

      assertThat(reply.status()).isEqualTo(403);
      assertThat(proxy.observer().decisions(Action.REFUSE))
          .map(Decision::flow)
          .map(Flow::user)
          .containsExactly("alice");
    }
  }

  @OnEveryEngine
  void autoConfigurationNeedsNoPassword(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = proxy(engine, QUICK, origin)) {
      String request = "GET /proxy.pac HTTP/1.1\r\nHost: " + origin.at("clean.test") + "\r\n\r\n";

      assertThat(proxy.ask(request).status()).isEqualTo(200);
    }
  }

  @OnEveryEngine
  void pipelinedRequestsKeepTheirOrderWhileAPasswordIsChecked(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = proxy(engine, SLOW, origin);
        Wire client = proxy.connect()) {

      client.send(
          get(origin, "hostile.test", RIGHT)
              + Requests.get(origin.at("clean.test"))
              + get(origin, "clean.test", WRONG)
              + get(origin, "clean.test", RIGHT));
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        statuses.add(Reply.of(client).status());
      }

      assertThat(statuses).containsExactly(403, 407, 407, 200);
    }
  }

  @OnEveryEngine
  void checksUnderWayDelayNobodyElse(Engine engine) throws Exception {
    String[] users = IntStream.range(0, 20).mapToObj(i -> "user" + i).toArray(String[]::new);
    PasswordSettings passwords = Passwords.of(SLOW, users);
    List<Wire> waiting = new ArrayList<>();
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = setup(engine, passwords).start()) {
      String known = get(origin, "clean.test", field("user0:pw-user0"));
      proxy.ask(known);
      for (int i = 1; i < users.length; i++) {
        Wire client = proxy.connect();
        client.send(get(origin, "clean.test", field("user" + i + ":pw-user" + i)));
        waiting.add(client);
      }

      long start = System.nanoTime();
      int status = proxy.ask(known).status();
      long millis = (System.nanoTime() - start) / 1_000_000;

      assertThat(status).isEqualTo(200);
      assertThat(millis).isLessThan(allChecks(waiting, start) / 2);
    } finally {
      close(waiting);
    }
  }

  /** Milliseconds until each of these was served. */
  private static long allChecks(List<Wire> waiting, long start) throws IOException {
    for (Wire client : waiting) {
      assertThat(Reply.of(client).status()).isEqualTo(200);
    }
    return (System.nanoTime() - start) / 1_000_000;
  }

  @OnEveryEngine
  void clientThatIsGoneBeforeItsPasswordIsCheckedHarmsNothing(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = proxy(engine, SLOW, origin)) {
      try (Wire client = proxy.connect()) {
        client.send(get(origin, "hostile.test", RIGHT));
        client.reset();
      }

      Await.until("the hit is told", () -> proxy.observer().decisions(Action.REFUSE).size() == 1);
      assertThat(proxy.ask(get(origin, "clean.test", RIGHT)).status()).isEqualTo(200);
    }
  }

  @OnEveryEngine
  void changedPasswordsHoldForTheNextConnection(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = proxy(engine, QUICK, origin)) {
      int before = proxy.ask(get(origin, "clean.test", RIGHT)).status();

      proxy.reconfigure(settings -> with(settings, identity(Passwords.of(QUICK, "bob"))));

      assertThat(before).isEqualTo(200);
      assertThat(proxy.ask(get(origin, "clean.test", RIGHT)).status()).isEqualTo(407);
      assertThat(proxy.ask(get(origin, "clean.test", field("bob:pw-bob"))).status()).isEqualTo(200);
    }
  }

  private static ProxyUnderTest proxy(Engine engine, int cost, Origin origin) throws IOException {
    return setup(engine, Passwords.of(cost, "alice")).tunnelsTo(origin).start();
  }

  private static Setup setup(Engine engine, PasswordSettings passwords) {
    return ProxyUnderTest.on(engine).identity(identity(passwords));
  }

  private static ClientIdentity identity(PasswordSettings passwords) {
    return new ClientIdentity(List.of(), passwords, ForwardedField.OFF);
  }

  private static ExplicitSettings with(ExplicitSettings settings, ClientIdentity identity) {
    return new ExplicitSettings(
        settings.listen(),
        settings.clients(),
        identity,
        settings.plane(),
        settings.egress(),
        settings.treatments(),
        settings.dns(),
        settings.limits());
  }

  private static String field(String userPass) {
    return "Proxy-Authorization: " + Passwords.basic(userPass) + "\r\n";
  }

  private static String get(Origin origin, String host, String field) {
    return Requests.with("GET", origin.at(host), "/", field);
  }

  private static String connect(Origin origin, String host, String field) {
    return Requests.connect(origin.at(host)).replaceFirst("\r\n\r\n$", "\r\n" + field + "\r\n");
  }

  private static void close(List<Wire> wires) throws IOException {
    for (Wire wire : wires) {
      wire.close();
    }
  }
}
