package io.sekisho.app.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sekisho.app.fixtures.Flows;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Decision;
import io.sekisho.proxy.TlsFingerprint;
import io.sekisho.proxy.Undecided;
import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.RequestedAction;
import io.sekisho.rules.indicator.TlsClientFingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventLogTest {
  private static final EventSource SOURCE = new EventSource("gate", "1.2.3");
  private static final InstantSource CLOCK = InstantSource.fixed(Flows.NOON);

  @Test
  void blockIsOneLineWithEcsNamesAndWithoutAnyPath() throws Exception {
    FakeSink sink = new FakeSink();
    EventLog log = new EventLog("test", sink, SOURCE, CLOCK);

    log.decided(Flows.hostile("f1", Action.REFUSE));
    log.close();

    assertThat(sink.lines).hasSize(1);
    assertThat(sink.lines.get(0)).doesNotContain("secret", "token");
    JsonNode event = new JsonMapper().readTree(sink.lines.get(0));
    assertThat(event.path("@timestamp").asText()).isEqualTo("2030-01-01T12:00:00Z");
    assertThat(event.at("/event/kind").asText()).isEqualTo("alert");
    assertThat(event.at("/event/action").asText()).isEqualTo("refuse");
    assertThat(event.at("/event/type/1").asText()).isEqualTo("denied");
    assertThat(event.at("/client/ip").asText()).isEqualTo("192.0.2.9");
    assertThat(event.at("/client/port").asInt()).isEqualTo(40000);
    assertThat(event.at("/destination/domain").asText()).isEqualTo("host.c2.example");
    assertThat(event.at("/url/domain").asText()).isEqualTo("host.c2.example");
    assertThat(event.at("/tls/client/server_name").asText()).isEqualTo("front.example");
    assertThat(event.at("/rule/ruleset").asText()).isEqualTo("names");
    assertThat(event.at("/threat/indicator/url/domain").asText()).isEqualTo("c2.example");
    assertThat(event.at("/threat/indicator/confidence").asText()).isEqualTo("High");
    assertThat(event.at("/observer/version").asText()).isEqualTo("1.2.3");
    assertThat(event.at("/sekisho/flow").asText()).isEqualTo("f1");
    assertThat(event.at("/sekisho/evidence")).hasSize(3);
    JsonNode match = event.at("/sekisho/verdict/matches/0");
    assertThat(match.path("line").asInt()).isEqualTo(12);
    assertThat(match.path("threat").asText()).isEqualTo("Emotet");
    assertThat(match.path("valid_until").asText()).isEqualTo("2030-01-01T12:01:00Z");
    assertThat(log.written()).isEqualTo(1);
  }

  @Test
  void whatWasOpenWhenItWasListedIsToldApart() throws Exception {
    FakeSink sink = new FakeSink();
    EventLog log = new EventLog("test", sink, SOURCE, CLOCK);

    log.decided(Flows.hostile("f1", Action.OBSERVE));
    log.decided(Flows.hitWhileOpen("f1", Action.RESET));
    log.close();

    JsonNode before = new JsonMapper().readTree(sink.lines.get(0));
    JsonNode open = new JsonMapper().readTree(sink.lines.get(1));
    assertThat(before.at("/sekisho/occasion").asText()).isEqualTo("evidence");
    assertThat(open.at("/sekisho/occasion").asText()).isEqualTo("rules");
    assertThat(open.at("/event/type/1").asText()).isEqualTo("denied");
    assertThat(open.at("/event/id").asText()).isNotEqualTo(before.at("/event/id").asText());
  }

  @Test
  void aSuspectFlowIsToldAndSaidToHavePassed() throws Exception {
    FakeSink sink = new FakeSink();
    EventLog log = new EventLog("test", sink, SOURCE, CLOCK);

    log.decided(Flows.suspect("f1"));
    log.decided(Flows.clean("f2"));
    log.close();

    assertThat(sink.lines).hasSize(1);
    JsonNode event = new JsonMapper().readTree(sink.lines.get(0));
    assertThat(event.at("/sekisho/verdict/kind").asText()).isEqualTo("suspect");
    assertThat(event.at("/event/type/1").asText()).isEqualTo("allowed");
    assertThat(event.at("/event/action").asText()).isEqualTo("observe");
  }

  @Test
  void whatAnEntryAsksForIsToldBesideWhatWasDone() throws Exception {
    FakeSink sink = new FakeSink();
    EventLog log = new EventLog("test", sink, SOURCE, CLOCK);

    log.decided(Flows.asking("f1", RequestedAction.DROP, "botnet_cc"));
    log.close();

    JsonNode event = new JsonMapper().readTree(sink.lines.get(0));
    JsonNode match = event.at("/sekisho/verdict/matches/0");
    assertThat(event.at("/event/action").asText()).isEqualTo("reset");
    assertThat(match.path("requested_action").asText()).isEqualTo("drop");
    assertThat(match.path("category").asText()).isEqualTo("botnet_cc");
    assertThat(event.at("/rule/category").asText()).isEqualTo("botnet_cc");
  }

  @Test
  void fingerprintsOfAHelloAreTold() throws Exception {
    FakeSink sink = new FakeSink();
    EventLog log = new EventLog("test", sink, SOURCE, CLOCK);
    Decision decision = Flows.hostile("f1", Action.RESET);

    log.decided(Flows.of(new TlsFingerprint("0a1b", "t13d_x_y"), decision));
    log.close();

    JsonNode event = new JsonMapper().readTree(sink.lines.get(0));
    assertThat(event.at("/tls/client/ja3").asText()).isEqualTo("0a1b");
    assertThat(event.at("/sekisho/tls/client/ja4").asText()).isEqualTo("t13d_x_y");
    assertThat(event.at("/tls/client/server_name").asText()).isEqualTo("front.example");
    assertThat(event.at("/sekisho/flow").asText()).isEqualTo("f1");
  }

  @Test
  void aListedCertificateIsTold() throws Exception {
    FakeSink sink = new FakeSink();
    EventLog log = new EventLog("test", sink, SOURCE, CLOCK);
    String sha1 = "00112233445566778899aabbccddeeff00112233";

    log.decided(Flows.showing(new CertificateFingerprint(sha1), "f1"));
    log.close();

    JsonNode event = new JsonMapper().readTree(sink.lines.get(0));
    assertThat(event.at("/event/id").asText()).isEqualTo("f1-certificate");
    assertThat(event.path("message").asText())
        .isEqualTo("the certificate of front.example is listed by names as " + sha1);
    assertThat(event.at("/destination/domain").asText()).isEqualTo("front.example");
    assertThat(event.at("/tls/server/hash/sha1").asText())
        .isEqualTo("00112233445566778899AABBCCDDEEFF00112233");
    assertThat(event.at("/tls/client/server_name").asText()).isEqualTo("front.example");
    assertThat(event.at("/threat/indicator/type").asText()).isEqualTo("x509-certificate");
    assertThat(event.at("/threat/indicator/file/hash/sha1").asText()).isEqualTo(sha1);
    assertThat(event.at("/sekisho/verdict/matches/0/pattern_kind").asText())
        .isEqualTo("certificate");
    assertThat(event.at("/sekisho/evidence/1/certificate").asText()).isEqualTo(sha1);
  }

  @Test
  void aListedClientIsTold() throws Exception {
    FakeSink sink = new FakeSink();
    EventLog log = new EventLog("test", sink, SOURCE, CLOCK);
    TlsFingerprint hello =
        new TlsFingerprint(
            "49ed2ef3f1321e5f044f1e71b0e6fdd5", "t10i070600_c50f5591e341_c39ab67fec8e");
    TlsClientFingerprint listed = TlsClientFingerprint.parse(hello.ja4()).orElseThrow();
    Endpoint server = Endpoint.parse("front.example:443").orElseThrow();

    log.decided(Flows.greeting(listed, hello.clues(server), "f1"));
    log.close();

    JsonNode event = new JsonMapper().readTree(sink.lines.get(0));
    assertThat(event.at("/event/id").asText()).isEqualTo("f1-fingerprint");
    assertThat(event.path("message").asText())
        .isEqualTo("the TLS hello to front.example is listed by names as " + hello.ja4());
    assertThat(event.at("/tls/client/ja3").asText()).isEqualTo(hello.ja3());
    assertThat(event.at("/sekisho/tls/client/ja4").asText()).isEqualTo(hello.ja4());
    assertThat(event.at("/sekisho/flow").asText()).isEqualTo("f1");
    assertThat(event.at("/threat/indicator/type").asText()).isEqualTo("tls-client-fingerprint");
    assertThat(event.at("/threat/indicator/name").asText()).isEqualTo(hello.ja4());
    assertThat(event.at("/sekisho/verdict/matches/0/pattern_kind").asText())
        .isEqualTo("fingerprint");
    assertThat(event.at("/sekisho/verdict/matches/0/clue/ja4").asText()).isEqualTo(hello.ja4());
    assertThat(event.at("/sekisho/evidence/0/ja3").asText()).isEqualTo(hello.ja3());
  }

  @Test
  void userIsToldWhereOneLoggedIn() throws Exception {
    FakeSink sink = new FakeSink();
    EventLog log = new EventLog("test", sink, SOURCE, CLOCK);
    Decision anonymous = Flows.hostile("f1", Action.REFUSE);

    log.decided(anonymous);
    log.decided(Flows.of("alice", anonymous));
    log.close();

    assertThat(new JsonMapper().readTree(sink.lines.get(0)).has("user")).isFalse();
    assertThat(new JsonMapper().readTree(sink.lines.get(1)).at("/user/name").asText())
        .isEqualTo("alice");
  }

  @Test
  void groupIsToldWhereTheClientIsInOne() throws Exception {
    FakeSink sink = new FakeSink();
    EventLog log = new EventLog("test", sink, SOURCE, CLOCK);
    Decision ofNone = Flows.hostile("f1", Action.REFUSE);
    Decision ofGuests = Flows.in("guests", Flows.hostile("f2", Action.REFUSE));

    log.decided(ofNone);
    log.decided(ofGuests);
    log.undecided(ofGuests.flow(), Flows.evidence(), Undecided.NO_SNI, Undecided.Handling.OBSERVE);
    log.close();

    assertThat(new JsonMapper().readTree(sink.lines.get(0)).at("/sekisho").has("group")).isFalse();
    for (String line : sink.lines.subList(1, 3)) {
      assertThat(new JsonMapper().readTree(line).at("/sekisho/group").asText()).isEqualTo("guests");
    }
  }

  @Test
  void cleanFlowsAreNotTold() {
    FakeSink sink = new FakeSink();
    EventLog log = new EventLog("test", sink, SOURCE, CLOCK);

    log.decided(Flows.clean("f1"));
    log.close();

    assertThat(sink.lines).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"OBSERVE, observe, allowed", "RESET, reset, denied"})
  void tunnelsStoppedOrObservedForWantOfANameAreTold(
      Undecided.Handling handling, String action, String type) throws Exception {
    FakeSink sink = new FakeSink();
    EventLog log = new EventLog("test", sink, SOURCE, CLOCK);

    log.undecided(Flows.flow("f1"), Flows.evidence(), Undecided.NOT_TLS, handling);
    log.undecided(Flows.flow("f2"), Flows.evidence(), Undecided.NOT_TLS, Undecided.Handling.RELAY);
    log.close();

    assertThat(sink.lines).hasSize(1);
    JsonNode event = new JsonMapper().readTree(sink.lines.get(0));
    assertThat(event.at("/event/dataset").asText()).isEqualTo("sekisho.undecided");
    assertThat(event.at("/event/action").asText()).isEqualTo(action);
    assertThat(event.at("/event/type/1").asText()).isEqualTo(type);
    assertThat(event.at("/destination/domain").asText()).isEqualTo("host.c2.example");
    assertThat(event.at("/sekisho/undecided").asText()).isEqualTo("not-tls");
    assertThat(event.at("/sekisho/evidence")).hasSize(3);
  }

  @Test
  void failedWritesAreTriedAgainAndNothingIsLost() {
    FakeSink sink = new FakeSink();
    sink.full = true;
    EventLog log = new EventLog("test", sink, SOURCE, CLOCK);
    log.decided(Flows.hostile("f1", Action.REFUSE));
    await(() -> sink.failed);
    log.decided(Flows.hostile("f2", Action.REFUSE));

    sink.full = false;

    await(() -> log.written() == 2);
    log.close();
    assertThat(sink.lines).hasSize(2);
    assertThat(log.dropped()).isZero();
  }

  @Test
  void whatDoesNotFitIsCountedAndNobodyWaits() throws Exception {
    CountDownLatch stalled = new CountDownLatch(1);
    FakeSink sink = new FakeSink();
    sink.stall = stalled;
    EventLog log = new EventLog("test", sink, SOURCE, CLOCK, 10);
    log.decided(Flows.hostile("first", Action.REFUSE));
    await(() -> sink.waiting);

    for (int i = 0; i < 25; i++) {
      log.decided(Flows.hostile("f" + i, Action.REFUSE));
    }

    assertThat(log.dropped()).isEqualTo(15);
    stalled.countDown();
    log.close();
    assertThat(log.written()).isEqualTo(11);
  }

  @Test
  void redirectedEventsGoToTheNextSinkAndThoseToldBeforeToTheOneBefore() {
    CountDownLatch stalled = new CountDownLatch(1);
    FakeSink before = new FakeSink();
    before.stall = stalled;
    FakeSink next = new FakeSink();
    EventLog log = new EventLog("test", before, SOURCE, CLOCK);
    log.decided(Flows.hostile("first", Action.REFUSE));
    await(() -> before.waiting);
    log.decided(Flows.hostile("second", Action.REFUSE));

    log.redirect(next);
    log.decided(Flows.hostile("third", Action.REFUSE));
    stalled.countDown();

    await(() -> log.written() == 3);
    log.close();
    assertThat(before.lines).hasSize(2);
    assertThat(next.lines).hasSize(1).allMatch(line -> line.contains("third"));
  }

  @Test
  void sinkThatWasLeftIsClosedThoughNothingMoreIsTold() {
    FakeSink before = new FakeSink();
    EventLog log = new EventLog("test", before, SOURCE, CLOCK);

    log.redirect(new FakeSink());

    await(() -> before.closed);
    log.close();
  }

  @Test
  void whatTheSinkBeforeCannotTakeGoesToTheNext() {
    FakeSink before = new FakeSink();
    before.full = true;
    FakeSink next = new FakeSink();
    EventLog log = new EventLog("test", before, SOURCE, CLOCK);
    log.decided(Flows.hostile("f1", Action.REFUSE));
    await(() -> before.failed);
    log.decided(Flows.hostile("f2", Action.REFUSE));

    log.redirect(next);

    await(() -> log.written() == 2);
    log.close();
    assertThat(next.lines).hasSize(2);
    assertThat(log.dropped()).isZero();
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  /** A sink that can be full or stalled. */
  private static final class FakeSink implements EventSink {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private volatile boolean full;
    private volatile boolean waiting;
    private volatile boolean failed;
    private volatile boolean closed;
    private volatile CountDownLatch stall = new CountDownLatch(0);

    @Override
    public void write(byte[] bytes) throws IOException {
      waiting = true;
      try {
        stall.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      if (full) {
        failed = true;
        throw new IOException("no space left on device");
      }
      lines.addAll(new String(bytes, StandardCharsets.UTF_8).lines().toList());
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
