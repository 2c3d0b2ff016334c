package io.sekisho.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.Mode;
import io.sekisho.proxy.TlsOutcome;
import io.sekisho.proxy.explicit.DrippingRelay;
import io.sekisho.proxy.explicit.Hello;
import io.sekisho.proxy.explicit.Origin;
import io.sekisho.proxy.explicit.Reply;
import io.sekisho.proxy.explicit.Trust;
import io.sekisho.proxy.explicit.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pages inside of TLS for clients that believe to talk to their server. */
@Timeout(40)
final class GatewayTlsAnswersEndToEndTest {
  private static final InetSocketAddress ELSEWHERE = GatewayUnderTest.at("192.0.2.1", 443);
  private static final String GET = "GET / HTTP/1.1\r\nHost: hostile.test\r\n\r\n";

  private static Trust trust;

  @BeforeAll
  static void makeAuthority() throws Exception {
    trust = Trust.of();
  }

  @Test
  void aHelloThatNamesAListedServerGetsThePage() throws Exception {
    try (GatewayUnderTest gateway = showing(new GatewayUnderTest.Setup());
        Wire client = gateway.connect(ELSEWHERE).overTls(trust.client(), "hostile.test")) {

      client.send(GET);

      assertThat(Reply.of(client).status()).isEqualTo(403);
      assertThat(gateway.observer().dials()).isEmpty();
      assertThat(gateway.observer().tlsAnswers()).containsExactly(TlsOutcome.SHOWN);
    }
  }

  @Test
  void aListedAddressIsProvedAsOneWhereThereIsNoName() throws Exception {
    try (GatewayUnderTest gateway = showing(new GatewayUnderTest.Setup().list("192.0.2.1"));
        Wire client = gateway.connect(ELSEWHERE).overTls(trust.client(), "192.0.2.1")) {

      client.send(GET);

      assertThat(Reply.of(client).status()).isEqualTo(403);
    }
  }

  @Test
  void theNameGivenForAListedAddressIsProvedAndTold() throws Exception {
    try (GatewayUnderTest gateway = showing(new GatewayUnderTest.Setup().list("192.0.2.1"));
        Wire diverted = gateway.connect(ELSEWHERE);
        DrippingRelay relay = new DrippingRelay(diverted);
        Wire client = relay.connect().overTls(trust.client(), "shop.test")) {

      client.send(GET);

      assertThat(Reply.of(client).status()).isEqualTo(403);
      assertThat(gateway.observer().decisions()).hasSize(2);
    }
  }

  @Test
  void whoeverTakesItsTimeGetsThePageAllTheSame() throws Exception {
    try (GatewayUnderTest gateway =
            showing(new GatewayUnderTest.Setup().list("192.0.2.1").impatient());
        Wire client = gateway.connect(ELSEWHERE)) {
      assertThat(client.isQuietFor(200)).isTrue();

      try (Wire secure = client.overTls(trust.client(), "shop.test")) {
        secure.send(GET);

        assertThat(Reply.of(secure).status()).isEqualTo(403);
      }
    }
  }

  @Test
  void whatIsNoHandshakeIsReset() throws Exception {
    try (GatewayUnderTest gateway = showing(new GatewayUnderTest.Setup().list("192.0.2.1"));
        Wire client = gateway.connect(ELSEWHERE)) {

      client.send("SSH-2.0-x\r\n");

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(gateway.observer().tlsAnswers()).containsExactly(TlsOutcome.NOT_TLS);
    }
  }

  @Test
  void aCleanConnectionNeverHasToDoWithTheAuthority() throws Exception {
    byte[] hello = Hello.naming("clean.test");
    try (Origin origin =
            Origin.doing(connection -> connection.send(connection.read(hello.length)));
        GatewayUnderTest gateway = showing(new GatewayUnderTest.Setup());
        Wire client = gateway.connect(origin)) {

      client.send(hello);

      assertThat(client.read(hello.length)).hasSize(hello.length);
      assertThat(gateway.minting().cached()).isZero();
      assertThat(gateway.minting().count().minted()).isZero();
    }
  }

  private static GatewayUnderTest showing(GatewayUnderTest.Setup setup) throws IOException {
    GatewayUnderTest gateway =
        setup.answer(new AnswerPolicy(Mode.ENFORCE, Action.REFUSE, Action.REFUSE, null)).start();
    gateway.minting().use(Optional.of(trust.authority()));
    return gateway;
  }
}
