package io.sekisho.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Undecided.Handling;
import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.IpAddress;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InquiryTest {
  private final FlowLog log = new FlowLog();

  @Test
  void aCleanFlowIsToldAtEveryStage() {
    Inquiry inquiry = Flows.inquiry(Mode.ENFORCE, log);

    inquiry.consider(clues("a.example:80"));
    inquiry.consider(clues("192.0.2.1:80"));

    assertThat(log.lines()).containsExactly("decided SNI RELAY", "decided SNI RELAY");
  }

  @Test
  void whatWasHostileOnceStaysHostile() {
    Inquiry inquiry = Flows.inquiry(Mode.ENFORCE, log);
    Action first = inquiry.consider(clues("bad.example:80"));

    Action second = inquiry.consider(clues("a.example:80"));

    assertThat(List.of(first, second)).containsOnly(Action.RESET);
  }

  @Test
  void anObservedFlowIsToldAgainOnlyWhenMoreOfItIsListed() {
    Inquiry inquiry = Flows.inquiry(Mode.OBSERVE, log);

    inquiry.consider(clues("bad.example:80"));
    inquiry.consider(clues("a.example:80"));
    assertThat(log.lines()).hasSize(1);
    inquiry.consider(clues("bad2.example:80"));

    assertThat(log.lines()).containsExactly("decided SNI OBSERVE", "decided SNI OBSERVE");
  }

  @Test
  void oneHostileClueAmongCleanOnesDecides() {
    Inquiry inquiry = Flows.inquiry(Mode.ENFORCE, log);

    Action action = inquiry.consider(clues("a.example:80", "bad.example:80", "b.example:80"));

    assertThat(action).isEqualTo(Action.RESET);
  }

  @Test
  void anOpenedTunnelIsAnsweredAsATunnel() {
    Treatments alike = Treatments.alike(Flows.treatment(Mode.ENFORCE, Handling.RELAY));
    Inquiry inquiry =
        new Judge(
                Flows.badNamesAreHostile(),
                alike,
                log,
                new OpenFlows(),
                new Garden(InstantSource.system()))
            .open(Flows.FLOW, AnswerPolicy.Stage.CONNECT);
    assertThat(inquiry.consider(clues("bad.example:443"))).isEqualTo(Action.REFUSE);

    inquiry.tunnelOpened();

    assertThat(inquiry.consider(clues("a.example:443"))).isEqualTo(Action.RESET);
  }

  @Test
  void addressesThatTheFlowDoesNotGoToAreNoEvidenceOnceItIsConnected() {
    Inquiry inquiry = Flows.inquiry(Mode.ENFORCE, log);
    inquiry.consider(clues("a.example:443"));
    inquiry.consider(List.of(resolved("192.0.2.1:443"), resolved("192.0.2.2:443")));

    inquiry.connectedTo(IpAddress.parse("192.0.2.2").orElseThrow());
    inquiry.consider(clues("b.example:443"));

    Decision last = log.decisions().get(2);
    assertThat(last.evidence().clues())
        .extracting(clue -> clue.destination().toString())
        .containsExactly("a.example:443", "192.0.2.2:443", "b.example:443");
  }

  private static Clue resolved(String address) {
    return new Clue(Clue.Kind.RESOLVED_ADDRESS, Flows.endpoint(address));
  }

  private static List<Clue> clues(String... destinations) {
    return Arrays.stream(destinations)
        .map(destination -> new Clue(Clue.Kind.SNI, Flows.endpoint(destination)))
        .toList();
  }
}
