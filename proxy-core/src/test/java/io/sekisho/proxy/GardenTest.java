package io.sekisho.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.AnswerPolicy.Stage;
import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GardenTest {
  private static final Duration TIME = Duration.ofHours(1);

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final Garden garden = new Garden(now::get);

  @Test
  void aHitClientIsCaptiveUntilItsTimeIsOver() {
    follow(10);
    hit("192.0.2.9", "first");

    assertThat(garden.of(address("192.0.2.9"))).isPresent();
    assertThat(garden.of(address("192.0.2.10"))).isEmpty();
    now.set(Instant.EPOCH.plus(TIME));
    assertThat(garden.of(address("192.0.2.9"))).isEmpty();
    assertThat(garden.captives()).isEmpty();
  }

  @Test
  void anotherHitRenewsIt() {
    follow(10);
    boolean first = hit("192.0.2.9", "first").isPresent();
    now.set(Instant.EPOCH.plus(TIME).minusSeconds(1));
    boolean second = hit("192.0.2.9", "second").isPresent();
    now.set(Instant.EPOCH.plus(TIME));

    Captivity captivity = garden.of(address("192.0.2.9")).orElseThrow();

    assertThat(captivity.caseId()).isEqualTo("second");
    assertThat(captivity.since()).isEqualTo(Instant.EPOCH);
    assertThat(List.of(first, second)).containsExactly(true, false);
    assertThat(garden.captured()).isEqualTo(1);
  }

  @Test
  void aClientOfIpv6IsItsWholeNetwork() {
    follow(10);
    hit("2001:db8::9", "first");

    assertThat(garden.of(address("2001:db8::1:2:3:4"))).isPresent();
    assertThat(garden.release(address("2001:db8::ffff"))).isPresent();
    assertThat(garden.of(address("2001:db8::9"))).isEmpty();
  }

  @Test
  void nobodyNewIsCaptiveWhereThereAreAsManyAsMayBe() {
    follow(2);
    hit("192.0.2.1", "1");
    hit("192.0.2.2", "2");
    hit("192.0.2.3", "3");
    hit("192.0.2.1", "4");

    assertThat(garden.captives())
        .extracting(captivity -> captivity.client() + " " + captivity.caseId())
        .containsExactlyInAnyOrder("192.0.2.1 4", "192.0.2.2 2");
    assertThat(garden.full()).isEqualTo(1);
    now.set(Instant.EPOCH.plus(TIME));
    hit("192.0.2.3", "5");
    assertThat(garden.captives()).hasSize(1);
  }

  @Test
  void whoeverIsExemptStaysFree() {
    follow(10);
    hit("198.51.100.7", "1");

    assertThat(garden.captives()).isEmpty();
  }

  @Test
  void withoutAGardenNobodyIsCaptive() {
    hit("192.0.2.1", "1");
    assertThat(garden.captives()).isEmpty();
    follow(10);
    hit("192.0.2.1", "1");

    garden.follow(Optional.empty());

    assertThat(garden.of(address("192.0.2.1"))).isEmpty();
    follow(10);
    assertThat(garden.of(address("192.0.2.1"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP_REQUEST, REQUEST_TARGET www.example:80, out",
    "HTTP_REQUEST, REQUEST_TARGET ok.example:80, in",
    "HTTP_REQUEST, REQUEST_TARGET sub.ok.example:80, in",
    "HTTP_REQUEST, REQUEST_TARGET portal.example:80, in",
    "HTTP_REQUEST, REQUEST_TARGET sub.portal.example:80, out",
    "HTTP_REQUEST, REQUEST_TARGET 203.0.113.5:80, in",
    "HTTP_REQUEST, REQUEST_TARGET ok.example:80 HOST www.example:80, out",
    "HTTP_REQUEST, REQUEST_TARGET 192.0.2.5:80 HOST ok.example:80, out",
    "HTTP_REQUEST, REQUEST_TARGET ok.example:80 RESOLVED_ADDRESS 192.0.2.5:80, in",
    "HTTP_REQUEST, ORIGINAL_DESTINATION 192.0.2.5:80 HOST ok.example:80, in",
    "HTTP_REQUEST, ORIGINAL_DESTINATION 192.0.2.5:80, out",
    "CONNECT, CONNECT_TARGET www.example:443, out",
    "TUNNEL, CONNECT_TARGET ok.example:443 SNI www.example:443, out",
    "TUNNEL, CONNECT_TARGET ok.example:443 SNI ok.example:443, in",
    "TUNNEL, ORIGINAL_DESTINATION 192.0.2.5:443, in",
    "TUNNEL, ORIGINAL_DESTINATION 192.0.2.5:443 SNI www.example:443, out",
    "UNADMITTED, REQUEST_TARGET www.example:80, in",
  })
  void whatLeadsOutOfTheGardenIsStopped(Stage stage, String clues, String where) {
    follow(10);
    hit("192.0.2.9", "first");

    boolean stopped = garden.against(Flows.FLOW, evidence(clues), stage) != null;

    assertThat(stopped ? "out" : "in").isEqualTo(where);
  }

  @Test
  void aConnectionThatShowsNoNameIsJudgedByItsAddressInTheEnd() {
    follow(10);
    hit("192.0.2.9", "first");

    assertThat(garden.against(Flows.FLOW, evidence("ORIGINAL_DESTINATION 192.0.2.5:443")))
        .isNotNull();
    assertThat(garden.against(Flows.FLOW, evidence("ORIGINAL_DESTINATION 203.0.113.5:443")))
        .isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "https://portal.example/, https://portal.example/?case=id",
    "https://portal.example/?a=b#c, https://portal.example/?a=b&case=id#c",
    "https://portal.example/%7Bcase%7D/x, https://portal.example/id/x",
  })
  void thePortalIsToldTheCase(String target, String portal) {
    Captivity captivity =
        new Captivity(
            address("192.0.2.9"), "id", answers(target), Instant.EPOCH, Instant.EPOCH.plus(TIME));

    assertThat(captivity.portal()).hasToString(portal);
  }

  private void follow(int clients) {
    garden.follow(
        Optional.of(
            new GardenSettings(
                TIME,
                clients,
                List.of(AddressPrefix.parse("198.51.100.0/24").orElseThrow()),
                List.of(new HostName("ok.example")),
                List.of(AddressPrefix.parse("203.0.113.0/24").orElseThrow()))));
  }

  private Optional<Captivity> hit(String client, String caseId) {
    Flow flow = new Flow(caseId, new Endpoint(address(client), 4000), "explicit", Instant.EPOCH);
    return garden.hit(flow, answers("https://portal.example/"));
  }

  private static Answers answers(String target) {
    return new AnswerPolicy(Mode.ENFORCE, Action.REDIRECT, Action.RESET, URI.create(target))
        .usual();
  }

  private static Evidence evidence(String clues) {
    String[] words = clues.split(" ", -1);
    Clue[] all = new Clue[words.length / 2];
    Arrays.setAll(
        all, at -> new Clue(Clue.Kind.valueOf(words[2 * at]), Flows.endpoint(words[2 * at + 1])));
    return Evidence.of(all);
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }
}
