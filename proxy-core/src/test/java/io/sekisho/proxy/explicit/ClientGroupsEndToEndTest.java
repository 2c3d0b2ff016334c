package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.Decision;
import io.sekisho.proxy.Mode;
import io.sekisho.proxy.Undecided;
import io.sekisho.proxy.Undecided.Handling;
import io.sekisho.proxy.client.ClientIdentity;
import io.sekisho.proxy.client.ForwardedField;
import io.sekisho.rules.indicator.AddressPrefix;
import java.net.URI;
import java.util.List;

/** Clients on several addresses of loopback, who are not treated alike. */
final class ClientGroupsEndToEndTest {
  private static final String USUAL = "127.0.0.1";
  private static final String TRIAL = "127.0.0.2";
  private static final String OTHER = "127.0.0.3";

  private static final AnswerPolicy OBSERVE =
      new AnswerPolicy(Mode.OBSERVE, Action.REFUSE, Action.RESET, null);
  private static final AnswerPolicy REDIRECT =
      new AnswerPolicy(
          Mode.ENFORCE, Action.REDIRECT, Action.RESET, URI.create("http://help.test/blocked"));

  @OnEveryEngine
  void aGroupIsObservedWhileTheOthersAreStopped(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).group("trial", TRIAL, OBSERVE).start()) {
      String request = Requests.get(origin.at("hostile.test"));

      assertThat(proxy.askFrom(USUAL, request).status()).isEqualTo(403);
      assertThat(proxy.askFrom(TRIAL, request).status()).isEqualTo(200);
      assertThat(proxy.askFrom(OTHER, request).status()).isEqualTo(403);

      assertThat(proxy.observer().decisions(Action.OBSERVE))
          .allMatch(decision -> "trial".equals(decision.flow().group()))
          .isNotEmpty();
      assertThat(proxy.observer().decisions(Action.REFUSE))
          .extracting(Decision::flow)
          .hasSize(2)
          .allMatch(flow -> flow.group() == null);
    }
  }

  @OnEveryEngine
  void aGroupIsAnsweredInItsOwnWay(Engine engine) throws Exception {
    try (ProxyUnderTest proxy =
        ProxyUnderTest.on(engine)
            .group("trial", TRIAL, OBSERVE)
            .group("other", OTHER, REDIRECT)
            .start()) {
      String request = Requests.get("hostile.test");

      Reply usual = proxy.askFrom(USUAL, request);
      Reply redirected = proxy.askFrom(OTHER, request);

      assertThat(usual.status()).isEqualTo(403);
      assertThat(redirected.status()).isEqualTo(302);
      assertThat(redirected.field("Location").orElseThrow())
          .startsWith("http://help.test/blocked?case=");
    }
  }

  @OnEveryEngine
  void aGroupsTunnelsWithoutANameComeToWhatIsItsOwn(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine)
                .group("other", OTHER, Undecided.NO_SNI, Handling.RESET)
                .tunnelsTo(origin)
                .start();
        Wire usual = proxy.tunnelFrom(USUAL, origin.at("clean.test"));
        Wire other = proxy.tunnelFrom(OTHER, origin.at("clean.test"))) {

      usual.send(Hello.withoutName());
      other.send(Hello.withoutName());

      assertThat(other.ending()).isEqualTo(Wire.Ending.RESET);
      Await.until("both are told", () -> proxy.observer().undecided().size() == 2);
      assertThat(proxy.observer().undecided())
          .containsExactlyInAnyOrder(
              new RecordingObserver.Handled(Undecided.NO_SNI, Handling.RELAY),
              new RecordingObserver.Handled(Undecided.NO_SNI, Handling.RESET));
      usual.send(Hello.naming("clean.test"));
      origin.received(0, "clean.test");
    }
  }

  @OnEveryEngine
  void theFirstOfTwoGroupsDecides(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine)
                .group("trial", TRIAL, OBSERVE)
                .group("all", "127.0.0.0/8", REDIRECT)
                .start()) {
      String request = Requests.get(origin.at("hostile.test"));

      List<Integer> statuses =
          List.of(proxy.askFrom(TRIAL, request).status(), proxy.askFrom(OTHER, request).status());

      assertThat(statuses).containsExactly(200, 302);
    }
  }

  @OnEveryEngine
  void aClientBehindABalancerIsInTheGroupOfItsOwnAddress(Engine engine) throws Exception {
    AddressPrefix balancers = AddressPrefix.parse("127.0.0.0/8").orElseThrow();
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine)
                .identity(new ClientIdentity(List.of(balancers), null, ForwardedField.OFF))
                .clients("0.0.0.0/0")
                .group("balancers", "127.0.0.0/8", REDIRECT)
                .group("trial", "192.0.2.0/24", OBSERVE)
                .start()) {
      String header = "PROXY TCP4 192.0.2.7 192.0.2.1 40000 80\r\n";

      Reply reply = proxy.askFrom(USUAL, header + Requests.get(origin.at("hostile.test")));

      assertThat(reply.status()).isEqualTo(200);
    }
  }
}
