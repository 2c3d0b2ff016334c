package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.client.ClientIdentity;
import io.sekisho.proxy.client.ForwardedField;
import io.sekisho.rules.indicator.AddressPrefix;
import java.io.IOException;
import java.util.List;

/** What servers are told of the client: nothing, or what the proxy itself knows. */
final class ForwardedEndToEndTest {
  private static final String CLAIMS =
      """
      Forwarded: for=203.0.113.9\r
      X-Forwarded-For: 203.0.113.9\r
      x-forwarded-host: 203.0.113.9\r
      X-Real-IP: 203.0.113.9\r
      X-Client-IP: 203.0.113.9\r
      Client-IP: 203.0.113.9\r
      True-Client-IP: 203.0.113.9\r
      X-Cluster-Client-IP: 203.0.113.9\r
      Accept: x\r
      """;

  /** Row 26: X-Forwarded-For or a PROXY header that hide the infected device. */
  @OnEveryEngine
  void claimsOfClientsAreDropped(Engine engine) throws Exception {
    String head = head(engine, ForwardedField.OFF, "");

    assertThat(head)
        .contains("Accept: x\r\n")
        .doesNotContain("203.0.113.9", "127.0.0.1")
        .doesNotContainIgnoringCase("forwarded");
  }

  @OnEveryEngine
  void standardFieldNamesTheClientThatIsKnown(Engine engine) throws Exception {
    String head = head(engine, ForwardedField.FORWARDED, "PROXY TCP4 192.0.2.7 192.0.2.1 1 2\r\n");

    assertThat(Reply.field(head, "Forwarded")).contains("for=192.0.2.7");
    assertThat(head).doesNotContain("203.0.113.9");
  }

  @OnEveryEngine
  void addressOfIpv6IsQuoted(Engine engine) throws Exception {
    String head = head(engine, ForwardedField.FORWARDED, "PROXY TCP6 2001:db8::7 ::1 1 2\r\n");

    assertThat(Reply.field(head, "Forwarded")).contains("for=\"[2001:db8::7]\"");
  }

  @OnEveryEngine
  void usualFieldNamesTheClientThatIsKnown(Engine engine) throws Exception {
    String head =
        head(engine, ForwardedField.X_FORWARDED_FOR, "PROXY TCP6 2001:db8::7 ::1 1 2\r\n");

    assertThat(Reply.field(head, "X-Forwarded-For")).contains("2001:db8::7");
    assertThat(head).doesNotContain("203.0.113.9");
  }

  /** The head that the server gets. */
  private static String head(Engine engine, ForwardedField field, String proxyHeader)
      throws IOException {
    List<AddressPrefix> balancers =
        proxyHeader.isEmpty() ? List.of() : List.of(prefix("127.0.0.0/8"));
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine)
                .clients(proxyHeader.contains("TCP6") ? "::/0" : "0.0.0.0/0")
                .identity(new ClientIdentity(balancers, null, field))
                .start();
        Wire client = proxy.connect()) {
      client.send(proxyHeader + Requests.with("GET", origin.at("clean.test"), "/", CLAIMS));
      Reply.of(client);
      return origin.head(0);
    }
  }

  private static AddressPrefix prefix(String text) {
    return AddressPrefix.parse(text).orElseThrow();
  }
}
