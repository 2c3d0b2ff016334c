package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.Mode;
import io.sekisho.proxy.RefusalReason;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The policy in a LittleProxy that somebody embeds. */
@Timeout(40)
final class PolicyFiltersEndToEndTest {
  @Test
  void whatIsCleanIsPassedOn() throws Exception {
    try (Origin origin = Origin.ok();
        EmbeddedProxy proxy = EmbeddedProxy.started()) {

      Reply reply = proxy.ask(Requests.get(origin.at("clean.test")));

      assertThat(reply.body()).isEqualTo("ok");
      assertThat(proxy.observer().relayed()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET http://c2.hostile.test/ HTTP/1.1\r\nHost: c2.hostile.test\r\n\r\n",
        "GET http://C2.Hostile.TEST./ HTTP/1.1\r\nHost: C2.Hostile.TEST.\r\n\r\n",
        "GET http://clean.test/ HTTP/1.1\r\nHost: hostile.test\r\n\r\n",
        "HEAD http://hostile.test/ HTTP/1.1\r\nHost: hostile.test\r\n\r\n",
        "CONNECT hostile.test:443 HTTP/1.1\r\nHost: hostile.test:443\r\n\r\n",
        "CONNECT clean.test:443 HTTP/1.1\r\nHost: hostile.test:443\r\n\r\n"
      })
  void anyNameThatIsListedIsRefused(String request) throws Exception {
    try (EmbeddedProxy proxy = EmbeddedProxy.started()) {

      Reply reply = proxy.ask(request);

      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.verdict()).isEqualTo("hostile");
      assertThat(proxy.observer().decisions(Action.REFUSE)).hasSize(1);
      assertThat(proxy.observer().relayed()).isEmpty();
    }
  }

  @Test
  void everyAddressOfANameIsJudged() throws Exception {
    try (Origin origin = Origin.ok();
        EmbeddedProxy proxy = EmbeddedProxy.started()) {
      proxy.list("127.0.0.9");
      proxy.answer("clean.test", "127.0.0.1", "127.0.0.9");

      Reply plain = proxy.ask(Requests.get(origin.at("clean.test")));
      Reply connect = proxy.ask(Requests.connect(origin.at("clean.test")));

      assertThat(plain.verdict()).isEqualTo("hostile");
      assertThat(connect.verdict()).isEqualTo("hostile");
      assertThat(origin.connections()).isZero();
    }
  }

  /** LittleProxy goes on with the connection that it has, wherever the name leads by now. */
  @Test
  void theAddressThatAClientIsConnectedToIsJudgedWithEachRequest() throws Exception {
    try (Origin origin = Origin.ok();
        EmbeddedProxy proxy = EmbeddedProxy.started();
        Wire client = proxy.connect()) {
      client.send(Requests.get(origin.at("clean.test")));
      assertThat(Reply.of(client).status()).isEqualTo(200);
      proxy.answer("clean.test", "127.0.0.2");
      proxy.list("127.0.0.1");

      client.send(Requests.get(origin.at("clean.test")));

      assertThat(Reply.of(client).verdict()).isEqualTo("hostile");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET http://clean.test/ HTTP/1.1\r\nHost: clean.test\r\nHost: other.test\r\n\r\n",
        "GET http://clean.test/ HTTP/1.1\r\n\r\n",
        "GET http://a@clean.test/ HTTP/1.1\r\nHost: clean.test\r\n\r\n",
        "POST http://clean.test/ HTTP/1.1\r\nHost: clean.test\r\nConnection: content-length\r\n"
            + "Content-Length: 5\r\n\r\nhello",
        "GET http://clean.test/ HTTP/1.1\r\nHost: clean.test\r\nConnection: Host\r\n\r\n"
      })
  void whatCouldBeReadInTwoWaysIsRefused(String request) throws Exception {
    try (EmbeddedProxy proxy = EmbeddedProxy.started()) {

      Reply reply = proxy.ask(request);

      assertThat(reply.status()).isEqualTo(400);
      assertThat(proxy.observer().refusals()).containsExactly(RefusalReason.MALFORMED);
    }
  }

  @Test
  void theServerGetsTheHostThatWasJudged() throws Exception {
    try (Origin origin = Origin.ok();
        EmbeddedProxy proxy = EmbeddedProxy.started()) {

      proxy.ask("GET http://" + origin.at("clean.test") + "/ HTTP/1.1\r\nHost: other.test\r\n\r\n");

      assertThat(origin.head(0))
          .containsIgnoringCase("Host: " + origin.at("clean.test") + "\r\n")
          .doesNotContain("other.test");
    }
  }

  @Test
  void aNameWithoutAnAddressIsUnreachable() throws Exception {
    try (EmbeddedProxy proxy = EmbeddedProxy.started()) {

      Reply reply = proxy.ask(Requests.get("nowhere.test"));

      assertThat(reply.status()).isEqualTo(502);
      assertThat(reply.verdict()).isEqualTo("unreachable");
    }
  }

  @Test
  void aHostileRequestIsRedirectedWhereThatIsTheAnswer() throws Exception {
    URI page = URI.create("https://page.test/");
    AnswerPolicy answer = new AnswerPolicy(Mode.ENFORCE, Action.REDIRECT, Action.RESET, page);
    try (EmbeddedProxy proxy = EmbeddedProxy.answering(answer)) {

      Reply reply = proxy.ask(Requests.get("hostile.test"));

      assertThat(reply.status()).isEqualTo(302);
      assertThat(reply.field("Location")).get().asString().startsWith("https://page.test/?case=");
    }
  }

  @Test
  void anAnswerThatAFilterCannotGiveIsAReset() throws Exception {
    AnswerPolicy answer = new AnswerPolicy(Mode.ENFORCE, Action.RESET, Action.RESET, null);
    try (EmbeddedProxy proxy = EmbeddedProxy.answering(answer);
        Wire client = proxy.connect()) {

      client.send(Requests.get("hostile.test"));

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
    }
  }

  @Test
  void connectionsAreCounted() throws Exception {
    try (EmbeddedProxy proxy = EmbeddedProxy.started()) {
      try (Wire client = proxy.connect()) {
        client.send(Requests.get("nowhere.test"));
        Reply.of(client);
        assertThat(proxy.observer().open()).isLessThanOrEqualTo(1);
      }

      Await.until("it is closed", () -> proxy.observer().open() == 0);
    }
  }
}
