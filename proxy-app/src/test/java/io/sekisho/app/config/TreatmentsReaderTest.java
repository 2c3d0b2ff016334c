package io.sekisho.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.AnswerPolicy.Rule;
import io.sekisho.proxy.Answers;
import io.sekisho.proxy.Answers.Rungs;
import io.sekisho.proxy.Answers.Targets;
import io.sekisho.proxy.Mode;
import io.sekisho.proxy.Treatment;
import io.sekisho.proxy.Treatments;
import io.sekisho.proxy.Undecided;
import io.sekisho.proxy.Undecided.Handling;
import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TreatmentsReaderTest {
  private static final URI HELP = URI.create("https://help.example/");
  private static final URI GUESTS = URI.create("https://help.example/guests");

  @Test
  void everyKeyOfAGroupIsRead() throws Exception {
    Treatments treatments =
        read(
            """
            groups:
              - name: Guest Wi-Fi
                clients: [10.9.0.0/16, "fd00:9::/32"]
                mode: observe
                answer: {http: redirect, tls: reset, redirect-to: https://help.example/guests}
                undecided: {no-sni: reset, ech: reset, malformed: reset, not-tls: reset, silent: reset}
            """);

    assertThat(treatments.groups())
        .containsExactly(
            new Treatments.Group(
                List.of(prefix("10.9.0.0/16"), prefix("fd00:9::/32")),
                new Treatment(
                    "Guest Wi-Fi",
                    new AnswerPolicy(Mode.OBSERVE, Action.REDIRECT, Action.RESET, GUESTS),
                    all(Handling.RESET))));
    assertThat(treatments.usual().answer().usual().mode()).isEqualTo(Mode.ENFORCE);
  }

  @Test
  void groupThatSetsNothingIsTreatedLikeEverybody() throws Exception {
    Treatments treatments =
        read(
            """
            mode: observe
            answer: {http: redirect, redirect-to: https://help.example/}
            undecided: {no-sni: observe}
            groups: [{name: a, clients: 192.0.2.1}]
            """);

    Treatment own = treatments.of(IpAddress.parse("192.0.2.1").orElseThrow());
    assertThat(own.group()).isEqualTo("a");
    assertThat(own.answer()).isEqualTo(treatments.usual().answer());
    assertThat(own.undecided()).isEqualTo(treatments.usual().undecided());
  }

  @ParameterizedTest
  @CsvSource({"DROP, DROP, DROP", "TARPIT, TARPIT, TARPIT", "RESET, RESET, ALERT"})
  void everyStepOfTheLadderCanBeChosen(Action http, Action connect, Action tls) throws Exception {
    Answers answers =
        read("answer: {http: %s, connect: %s, tls: %s}"
                .formatted(http.label(), connect.label(), tls.label()))
            .usual()
            .answer()
            .usual();

    assertThat(answers.rungs()).isEqualTo(new Answers.Rungs(http, connect, tls));
  }

  @Test
  void eachKeyIsInheritedByItself() throws Exception {
    Treatment group =
        only(
            """
            mode: observe
            answer: {http: redirect, redirect-to: https://help.example/}
            undecided: {no-sni: observe, silent: reset}
            groups: [{name: a, clients: 192.0.2.1, answer: {http: reset}, undecided: {no-sni: reset}}]
            """);

    assertThat(group.answer())
        .isEqualTo(new AnswerPolicy(Mode.OBSERVE, Action.RESET, Action.RESET, null));
    assertThat(group.handling(Undecided.NO_SNI)).isEqualTo(Handling.RESET);
    assertThat(group.handling(Undecided.SILENT)).isEqualTo(Handling.RESET);
    assertThat(group.handling(Undecided.MALFORMED)).isEqualTo(Handling.RESET);
    assertThat(group.handling(Undecided.ECH)).isEqualTo(Handling.RELAY);
  }

  @Test
  void rulesOfAGroupComeBeforeThoseOfAllAndInheritFromIt() throws Exception {
    Treatments treatments =
        read(
            """
            feeds: [{name: fresh, url: "file:a"}]
            answer:
              http: redirect
              redirect-to: https://help.example/
              rules: [{feeds: [fresh, built-in], listeners: gateway, mode: observe}]
            groups:
              - name: a
                clients: 192.0.2.1
                answer: {http: reset, rules: [{evidence: [sni, original-destination], connect: reset}]}
            """);

    AnswerPolicy group = treatments.groups().get(0).treatment().answer();
    Answers own = answers(Mode.ENFORCE, new Rungs(Action.RESET, Action.RESET, Action.RESET));
    Answers inherited = answers(Mode.OBSERVE, new Rungs(Action.RESET, Action.REFUSE, Action.RESET));
    assertThat(group.rules())
        .containsExactly(
            new Rule(
                Set.of(), Set.of(Clue.Kind.SNI, Clue.Kind.ORIGINAL_DESTINATION), Set.of(), own),
            new Rule(Set.of("fresh", "built-in"), Set.of(), Set.of("gateway"), inherited));
    assertThat(treatments.usual().answer().rules())
        .singleElement()
        .satisfies(rule -> assertThat(rule.answers().redirectTarget()).contains(HELP));
  }

  private static Answers answers(Mode mode, Rungs rungs) {
    return new Answers(mode, rungs, Targets.NONE);
  }

  @Test
  void groupMayRedirectAloneToTheTargetAtTheTop() throws Exception {
    Treatments treatments =
        read(
            """
            answer: {redirect-to: https://help.example/}
            groups: [{name: a, clients: 192.0.2.1, answer: {http: redirect}}]
            """);

    assertThat(treatments.usual().answer().usual().redirectTarget()).isEmpty();
    assertThat(treatments.groups().get(0).treatment().answer().usual().redirectTarget())
        .contains(HELP);
  }

  @Test
  void groupMayHaveItsOwnTargetForTheRedirectionOfEverybody() throws Exception {
    Treatment group =
        only(
            """
            answer: {http: redirect, redirect-to: https://help.example/}
            groups: [{name: a, clients: 192.0.2.1, answer: {redirect-to: https://help.example/guests}}]
            """);

    assertThat(group.answer().usual().redirectTarget()).contains(GUESTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "groups: []",
        "groups:",
        "groups: [{name: \"来客 №1 (Wi-Fi)\", clients: 0.0.0.0/0}]",
        "groups: {name: a, clients: ['::/0', 192.0.2.1]}",
        "groups: [{name: a, clients: 192.0.2.0/24}, {name: b, clients: 192.0.2.1}]"
      })
  void nothingIsWrongWith(String text) throws Exception {
    assertThat(read(text).usual().group()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{name: a}]|groups[0].clients: is missing",
        "[{name: a, clients: [192.0.2.1, x]}]|groups[0].clients[1]: x is not an address or a"
            + " prefix: name-not-address",
        "[{name: a, clients: 192.0.2.1}, {name: A, clients: 192.0.2.2}]|groups[1].name: A is the"
            + " name of another group already",
        "[{name: a, clients: 192.0.2.1, answer: {http: redirect}}]|groups[0].answer.redirect-to: is"
            + " missing, and answer.http is redirect",
        "[{name: a, clients: 192.0.2.1, answer: {redirect-to: 'http://a.example/'}}]"
            + "|groups[0].answer.redirect-to: is of no use unless answer.http is redirect",
        "[{name: a, clients: 192.0.2.1, undecided: {echo: relay}}]|groups[0].undecided.echo: is not"
            + " a known key (did you mean ech?)",
      })
  void oneFaultIsOneLineThatNamesItsPlace(String groups, String expected) {
    ConfigFaults faults = catchThrowableOfType(ConfigFaults.class, () -> read("groups: " + groups));

    assertThat(faults).hasMessage(expected);
  }

  @Test
  void redirectionOfEverybodyThatHasNoTargetIsOneFault() {
    String text = "answer: {http: redirect}\ngroups: [{name: a, clients: 192.0.2.1}]";

    ConfigFaults faults = catchThrowableOfType(ConfigFaults.class, () -> read(text));

    assertThat(faults).hasMessage("answer.redirect-to: is missing, and answer.http is redirect");
  }

  private static Treatment only(String text) throws ConfigFaults {
    return read(text).groups().get(0).treatment();
  }

  private static Treatments read(String text) throws ConfigFaults {
    Configuration configuration =
        ConfigurationReader.read(
            ConfigurationReader.tree("explicit:\n" + text),
            new Locations(Path.of("/")),
            Path.of("/"));
    return Objects.requireNonNull(configuration.explicit()).treatments();
  }

  private static AddressPrefix prefix(String text) {
    return AddressPrefix.parse(text).orElseThrow();
  }

  private static Map<Undecided, Handling> all(Handling handling) {
    Map<Undecided, Handling> handlings = new EnumMap<>(Undecided.class);
    for (Undecided why : Undecided.values()) {
      handlings.put(why, handling);
    }
    return handlings;
  }
}
