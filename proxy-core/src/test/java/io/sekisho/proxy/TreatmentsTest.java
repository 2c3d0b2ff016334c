package io.sekisho.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekisho.proxy.Undecided.Handling;
import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TreatmentsTest {
  private static final Treatments TREATMENTS =
      new Treatments(
          Flows.treatment(Mode.ENFORCE, Handling.RELAY),
          List.of(
              group("guests", Mode.ENFORCE, "192.0.2.0/25", "2001:db8:1::/48"),
              group("trial", Mode.OBSERVE, "198.51.100.7", "192.0.2.0/24")));

  @ParameterizedTest
  @CsvSource({
    "192.0.2.5, guests",
    "::ffff:192.0.2.5, guests",
    "2001:db8:1::5, guests",
    "192.0.2.200, trial",
    "198.51.100.7, trial",
    "198.51.100.8, ",
    "2001:db8:2::5, "
  })
  void firstGroupThatHasTheClientDecides(String client, String group) {
    Treatment treatment = TREATMENTS.of(IpAddress.parse(client).orElseThrow());

    assertThat(treatment.group()).isEqualTo(group);
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.5, RESET, guests", "192.0.2.200, OBSERVE, trial", "198.51.100.8, RESET, "})
  void flowIsTreatedAndToldAsOneOfItsGroup(String client, Action action, String group) {
    Flow flow = new Flow("id", Flows.endpoint(client + ":4000"), "explicit", Instant.EPOCH);
    Judge judge =
        new Judge(
            Flows.badNamesAreHostile(),
            TREATMENTS,
            new FlowLog(),
            new OpenFlows(),
            new Garden(InstantSource.system()));
    Inquiry inquiry = judge.open(flow, AnswerPolicy.Stage.TUNNEL);

    Action taken =
        inquiry.consider(List.of(new Clue(Clue.Kind.SNI, Flows.endpoint("bad.example:443"))));

    assertThat(taken).isEqualTo(action);
    assertThat(inquiry.flow().group()).isEqualTo(group);
  }

  @Test
  void everyKindOfUndecidedFlowNeedsAHandling() {
    AnswerPolicy answers = TREATMENTS.usual().answer();
    Map<Undecided, Handling> some = Map.of(Undecided.NO_SNI, Handling.RELAY);

    assertThatThrownBy(() -> new Treatment(answers, some))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Treatments.Group group(String name, Mode mode, String... clients) {
    return new Treatments.Group(
        Arrays.stream(clients).map(text -> AddressPrefix.parse(text).orElseThrow()).toList(),
        new Treatment(
            name,
            new AnswerPolicy(mode, Action.REFUSE, Action.RESET, null),
            Flows.undecided(Handling.RELAY)));
  }
}
