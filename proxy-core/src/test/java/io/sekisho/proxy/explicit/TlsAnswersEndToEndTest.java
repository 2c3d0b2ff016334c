package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.Answers;
import io.sekisho.proxy.Decision;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Mode;
import io.sekisho.proxy.Quota;
import io.sekisho.proxy.TlsOutcome;
import io.sekisho.rules.Clue;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages and redirections inside of TLS, and what of a tunnel never gets there. */
@Timeout(40)
final class TlsAnswersEndToEndTest {
  private static final String GET = "GET /secret HTTP/1.1\r\nHost: hostile.test\r\n\r\n";
  private static final AnswerPolicy PAGE = policy(Action.REFUSE);

  private static Trust trust;

  @BeforeAll
  static void makeAuthority() throws Exception {
    trust = Trust.of();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aTunnelToAListedNameShowsThePageAndReachesNobody(String version) throws Exception {
    try (ProxyUnderTest proxy = started(PAGE);
        Wire client =
            proxy.tunnel("hostile.test:443").overTls(trust.client(), "hostile.test", version)) {

      client.send(GET);
      Reply page = Reply.of(client);
      client.send("HEAD / HTTP/1.1\r\nHost: hostile.test\r\n\r\n");
      Reply head = Reply.to("HEAD", client);

      assertThat(page.status()).isEqualTo(403);
      assertThat(page.verdict()).isEqualTo("hostile");
      assertThat(page.body()).contains("<html").doesNotContain("secret");
      assertThat(head.status()).isEqualTo(403);
      assertThat(proxy.observer().dials()).isEmpty();
      assertThat(proxy.openFlows()).isZero();
      assertThat(proxy.observer().decisions()).hasSize(1);
      assertThat(proxy.observer().tlsAnswers()).containsExactly(TlsOutcome.SHOWN);
    }
  }

  @Test
  void aTunnelToAListedNameShowsTheRedirection() throws Exception {
    try (ProxyUnderTest proxy = started(policy(Action.REDIRECT));
        Wire client = proxy.tunnel("hostile.test:443").overTls(trust.client(), "hostile.test")) {

      client.send(GET);
      Reply reply = Reply.of(client);

      String id = proxy.observer().decisions().get(0).flow().id();
      assertThat(reply.status()).isIn(302, 307);
      assertThat(reply.field("Location").orElseThrow())
          .startsWith("https://help.example/blocked")
          .contains(id);
    }
  }

  @Test
  void aHelloThatNamesAListedServerGetsThePageWhileItsTunnelIsReset() throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = trusted(ProxyUnderTest.on(Engine.NATIVE).answer(PAGE), origin);
        Wire client =
            proxy.tunnel(origin.at("clean.test")).overTls(trust.client(), "hostile.test")) {

      client.send(GET);
      Reply page = Reply.of(client);

      assertThat(page.status()).isEqualTo(403);
      Await.until("the server is left", () -> origin.connection(0).isEnded());
      assertThat(origin.connection(0).received()).isEmpty();
      assertThat(proxy.openFlows()).isZero();
    }
  }

  @Test
  void aBodyIsTakenAndBounded() throws Exception {
    String post =
        "POST / HTTP/1.1\r\nHost: hostile.test\r\nContent-Length: 800000\r\n\r\n"
            + "x".repeat(800_000);
    try (ProxyUnderTest proxy = started(PAGE);
        Wire client = proxy.tunnel("hostile.test:443").overTls(trust.client(), "hostile.test")) {

      client.send(post);
      Reply page = Reply.of(client);

      assertThat(page.status()).isEqualTo(403);
      assertThat(page.field("Connection")).contains("close");
      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
    }
  }

  @Test
  void aHandshakeMayComeByteByByte() throws Exception {
    try (ProxyUnderTest proxy = started(PAGE);
        Wire tunnel = proxy.tunnel("hostile.test:443");
        DrippingRelay relay = new DrippingRelay(tunnel);
        Wire client = relay.connect().overTls(trust.client(), "hostile.test")) {

      client.send(GET);

      assertThat(Reply.of(client).status()).isEqualTo(403);
    }
  }

  @Test
  void whatComesBeforeTheTunnelIsThereIsPartOfTheHandshake() throws Exception {
    try (ProxyUnderTest proxy = started(PAGE);
        Wire client = proxy.connect()) {

      client.send(
          Requests.connect("hostile.test:443")
              + new String(
                  Hello.naming("hostile.test"), java.nio.charset.StandardCharsets.ISO_8859_1));
      client.readUntil("\r\n\r\n");

      assertThat(client.read(1)).isIn("\u0015", "\u0016");
    }
  }

  @Test
  void anotherNameThanTheTunnelsIsJudgedToo() throws Exception {
    try (ProxyUnderTest proxy =
            trusted(ProxyUnderTest.on(Engine.NATIVE).answer(PAGE).list("worse.test"));
        Wire client = proxy.tunnel("hostile.test:443").overTls(trust.client(), "worse.test")) {

      client.send(GET);

      assertThat(Reply.of(client).status()).isEqualTo(403);
      assertThat(proxy.observer().decisions())
          .extracting(Decision::newest)
          .containsExactly(Clue.Kind.CONNECT_TARGET, Clue.Kind.SNI);
      assertThat(proxy.observer().disagreements()).hasSize(1);
    }
  }

  @Test
  void anAddressIsProvedAsOne() throws Exception {
    try (ProxyUnderTest proxy =
            trusted(ProxyUnderTest.on(Engine.NATIVE).answer(PAGE).list("192.0.2.7"));
        Wire client = proxy.tunnel("192.0.2.7:443").overTls(trust.client(), "192.0.2.7")) {

      client.send("GET / HTTP/1.1\r\nHost: 192.0.2.7\r\n\r\n");

      assertThat(Reply.of(client).status()).isEqualTo(403);
    }
  }

  @Test
  void whoeverDoesNotTrustTheAuthoritySaysSoAndIsCounted() throws Exception {
    try (ProxyUnderTest proxy = started(PAGE);
        Wire client = proxy.tunnel("hostile.test:443")) {

      assertThatThrownBy(() -> client.overTls(SSLContext.getDefault(), "hostile.test"))
          .isInstanceOf(SSLException.class);

      Await.until(
          "it is told", () -> proxy.observer().tlsAnswers().contains(TlsOutcome.REFUSED_BY_CLIENT));
      assertThat(proxy.observer().tlsAnswers()).hasSize(1);
    }
  }

  /** As OpenSSL says it: before it has changed its keys. */
  @Test
  void anAlertInTheClearIsARefusalToo() throws Exception {
    try (ProxyUnderTest proxy = started(PAGE);
        Wire client = proxy.tunnel("hostile.test:443")) {

      client.send(Hello.naming("hostile.test"));
      client.send("\u0015\u0003\u0003\u0000\u0002\u00020");

      Await.until(
          "it is told", () -> proxy.observer().tlsAnswers().contains(TlsOutcome.REFUSED_BY_CLIENT));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET / HTTP/1.1\r\n\r\n", "SSH-2.0-x\r\n", "\u0016\u0003\u0001\u0000\u0000"})
  void anythingButAHandshakeIsReset(String said) throws Exception {
    try (ProxyUnderTest proxy = started(PAGE);
        Wire client = proxy.tunnel("hostile.test:443")) {

      client.send(said);

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(proxy.observer().tlsAnswers()).containsExactly(TlsOutcome.NOT_TLS);
      assertThat(proxy.minting().count().minted()).isZero();
    }
  }

  @Test
  void whoeverKeepsSilentIsReset() throws Exception {
    try (ProxyUnderTest proxy =
            trusted(
                ProxyUnderTest.on(Engine.NATIVE).answer(PAGE).helloTime(Duration.ofMillis(200)));
        Wire client = proxy.tunnel("hostile.test:443")) {

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(proxy.observer().reached()).containsExactly(Limit.HELLO_TIME);
    }
  }

  @Test
  void whoeverStopsInsideTheHandshakeIsEnded() throws Exception {
    try (ProxyUnderTest proxy =
            trusted(
                ProxyUnderTest.on(Engine.NATIVE).answer(PAGE).helloTime(Duration.ofMillis(500)));
        Wire client = proxy.tunnel("hostile.test:443")) {

      client.send(Hello.naming("hostile.test"));

      assertThat(client.ending()).isNotEqualTo(Wire.Ending.NONE);
      Await.until("it is told", () -> proxy.observer().tlsAnswers().contains(TlsOutcome.FAILED));
    }
  }

  @Test
  @SuppressWarnings("try") // the first client goes before the third comes
  void beyondTheirNumberTheyAreReset() throws Exception {
    try (ProxyUnderTest proxy =
        trusted(ProxyUnderTest.on(Engine.NATIVE).answer(PAGE).tlsAnswers(new Quota(9, 1)))) {
      try (Wire first = proxy.tunnel("hostile.test:443").overTls(trust.client(), "hostile.test");
          Wire second = proxy.tunnel("hostile.test:443")) {

        assertThat(second.ending()).isEqualTo(Wire.Ending.RESET);
        assertThat(first.isEnded()).isFalse();
        assertThat(proxy.observer().tlsAnswers()).containsExactly(TlsOutcome.TOO_MANY);
        assertThat(proxy.observer().reached()).containsExactly(Limit.TLS_ANSWERS_PER_CLIENT);
      }

      Await.until("both are gone", () -> proxy.observer().open() == 0);
      try (Wire third = proxy.tunnel("hostile.test:443").overTls(trust.client(), "hostile.test")) {
        third.send(GET);
        assertThat(Reply.of(third).status()).isEqualTo(403);
      }
    }
  }

  @Test
  void withoutAnAuthorityAConnectIsRefusedAndAHelloReset() throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy =
            ProxyUnderTest.on(Engine.NATIVE).answer(PAGE).tunnelsTo(origin).start();
        Wire tunnel = proxy.tunnel(origin.at("clean.test"))) {

      Reply refusal = proxy.ask(Requests.connect("hostile.test:443"));
      tunnel.send(Hello.naming("hostile.test"));

      assertThat(refusal.status()).isEqualTo(403);
      assertThat(tunnel.ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(tunnel.received()).endsWith("\r\n\r\n");
    }
  }

  @Test
  void anAuthorityForOtherNamesIsAsGoodAsNone() throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy =
            ProxyUnderTest.on(Engine.NATIVE).answer(PAGE).tunnelsTo(origin).start();
        Wire tunnel = proxy.tunnel(origin.at("clean.test"))) {
      proxy.minting().use(Optional.of(Trust.of("other.example").authority()));

      Reply refusal = proxy.ask(Requests.connect("hostile.test:443"));
      tunnel.send(Hello.naming("hostile.test"));

      assertThat(refusal.status()).isEqualTo(403);
      assertThat(tunnel.ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(proxy.observer().tlsAnswers()).containsExactly(TlsOutcome.NOT_MINTED);
    }
  }

  @Test
  void aCleanTunnelNeverHasToDoWithTheAuthority() throws Exception {
    try (Origin origin = Origin.doing(connection -> connection.passOn(connection, 1));
        ProxyUnderTest proxy = trusted(ProxyUnderTest.on(Engine.NATIVE).answer(PAGE), origin);
        Wire client = proxy.tunnel(origin.at("clean.test"))) {
      byte[] hello = Hello.naming("clean.test");

      client.send(hello);
      String echo = client.read(hello.length);

      assertThat(echo).hasSize(hello.length);
      assertThat(proxy.minting().cached()).isZero();
      assertThat(proxy.minting().count().minted()).isZero();
      assertThat(proxy.minting().count().reused()).isZero();
      assertThat(proxy.observer().tlsAnswers()).isEmpty();
    }
  }

  @Test
  void aDrainEndsWhatNobodyAsksAnythingOf() throws Exception {
    try (ProxyUnderTest proxy = started(PAGE);
        Wire client = proxy.tunnel("hostile.test:443").overTls(trust.client(), "hostile.test")) {

      proxy.drain(Duration.ofSeconds(5));

      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
      assertThat(proxy.observer().tlsAnswers()).containsExactly(TlsOutcome.UNASKED);
    }
  }

  private static AnswerPolicy policy(Action tls) {
    return new AnswerPolicy(
        new Answers(
            Mode.ENFORCE,
            new Answers.Rungs(Action.REFUSE, Action.REFUSE, tls),
            new Answers.Targets(
                tls == Action.REDIRECT ? URI.create("https://help.example/blocked") : null, null)));
  }

  private static ProxyUnderTest started(AnswerPolicy answer) throws IOException {
    return trusted(ProxyUnderTest.on(Engine.NATIVE).answer(answer));
  }

  private static ProxyUnderTest trusted(Setup setup, Origin origin) throws IOException {
    return trusted(setup.tunnelsTo(origin));
  }

  private static ProxyUnderTest trusted(Setup setup) throws IOException {
    ProxyUnderTest proxy = setup.start();
    proxy.minting().use(Optional.of(trust.authority()));
    return proxy;
  }
}
