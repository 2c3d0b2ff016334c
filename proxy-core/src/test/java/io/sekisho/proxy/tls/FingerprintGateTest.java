package io.sekisho.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.sekisho.proxy.FlowLog;
import io.sekisho.proxy.Flows;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Mode;
import io.sekisho.proxy.TlsFingerprint;
import io.sekisho.rules.Clue;
import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.feed.FeedReader;
import io.sekisho.rules.feed.FeedReading;
import io.sekisho.rules.feed.FeedSettings;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.TlsClientFingerprint;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.snapshot.Generation;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that are listed by how they greet. */
final class FingerprintGateTest {
  private static final Path DATA = Path.of(System.getProperty("sekisho.data", "absent"));
  private static final byte[] LISTED = Hellos.naming("a.example");
  private static final byte[] NAMELESS = Hellos.record(Hellos.hello());
  private static final byte[] OTHER =
      Hellos.record(Hellos.hello(Hellos.ech(144), Hellos.serverName("a.example")));
  private static final TlsFingerprint PRINT = Readings.hello(LISTED).fingerprint();

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
  private final FlowLog log = new FlowLog();
  private final LiveRules rules = new LiveRules(InstantSource.system());
  private final EmbeddedChannel channel = new EmbeddedChannel();

  @AfterEach
  void everyBufferIsReleased() {
    channel.finishAndReleaseAll();
    assertThat(allocator.metric().usedHeapMemory()).isZero();
  }

  static Stream<String> bothKinds() {
    return Stream.of(PRINT.ja3(), PRINT.ja4());
  }

  @ParameterizedTest
  @MethodSource("bothKinds")
  void aListedClientIsStoppedBeforeAByteOfItsPasses(String fingerprint) {
    list(fingerprint);
    gate(Mode.ENFORCE);

    receiveByteByByte(LISTED);

    assertThat(channel.isOpen()).isFalse();
    assertThat(HelloGateTest.passed(channel)).isEmpty();
    assertThat(log.decisions()).hasSize(1);
    assertThat(log.decisions().get(0).verdict().against())
        .extracting(match -> match.indicator().pattern().toString())
        .containsExactly(fingerprint);
    assertThat(log.decisions().get(0).knownFingerprint()).contains(PRINT);
  }

  @Test
  void anotherClientPasses() {
    list(PRINT.ja3());
    gate(Mode.ENFORCE);

    receiveByteByByte(OTHER);

    assertThat(HelloGateTest.passed(channel)).isEqualTo(OTHER);
    assertThat(log.lines()).contains("decided SNI RELAY");
    assertThat(clues())
        .containsExactly(Clue.Kind.FINGERPRINT, Clue.Kind.FINGERPRINT, Clue.Kind.SNI);
  }

  @Test
  void fingerprintsAreNoEvidenceWhileNoneIsListed() {
    gate(Mode.ENFORCE);

    receiveByteByByte(LISTED);

    assertThat(clues()).containsExactly(Clue.Kind.SNI);
  }

  @Test
  void aListedClientThatNamesNobodyIsStoppedForItsGreeting() {
    list(Readings.hello(NAMELESS).fingerprint().ja4());
    gate(Mode.ENFORCE);

    receiveByteByByte(NAMELESS);

    assertThat(channel.isOpen()).isFalse();
    assertThat(log.lines()).containsExactly("decided FINGERPRINT RESET");
  }

  @Test
  void anotherClientThatNamesNobodyIsUndecided() {
    list(PRINT.ja3());
    gate(Mode.ENFORCE);

    receiveByteByByte(NAMELESS);

    assertThat(HelloGateTest.passed(channel)).isEqualTo(NAMELESS);
    assertThat(log.lines()).containsExactly("decided FINGERPRINT RELAY", "undecided NO_SNI RELAY");
  }

  @Test
  void aListedClientThatIsOnlyObservedPassesAndIsTold() {
    list(PRINT.ja3());
    gate(Mode.OBSERVE);

    receiveByteByByte(LISTED);

    assertThat(HelloGateTest.passed(channel)).isEqualTo(LISTED);
    assertThat(log.lines()).containsExactly("decided SNI OBSERVE");
  }

  @Test
  void aSecondHelloIsJudgedWhereItGreetsOtherwise() {
    list(PRINT.ja3());
    gate(Mode.ENFORCE);
    receiveByteByByte(OTHER);

    receiveByteByByte(LISTED);

    assertThat(channel.isOpen()).isFalse();
    assertThat(HelloGateTest.passed(channel)).isEqualTo(OTHER);
    assertThat(log.lines()).last().isEqualTo("decided FINGERPRINT RESET");
  }

  @Test
  void theSameHelloAgainIsNotJudgedAgain() {
    list(Readings.hello(NAMELESS).fingerprint().ja3());
    gate(Mode.ENFORCE);
    receiveByteByByte(LISTED);

    receiveByteByByte(LISTED);

    assertThat(HelloGateTest.passed(channel)).isEqualTo(Hellos.concat(LISTED, LISTED));
    assertThat(log.decisions()).hasSize(1);
  }

  @Test
  void aServerThatIsNeverBlockedMayBeGreetedByAnyClient() {
    list(PRINT.ja3());
    rules.neverBlock(index(Generation.NEVER_BLOCK, new Pattern.SubTree(new HostName("a.example"))));
    gate(Mode.ENFORCE);

    receiveByteByByte(LISTED);

    assertThat(HelloGateTest.passed(channel)).isEqualTo(LISTED);
  }

  /** TrickBot, by a list of the time when it was recorded. */
  @Test
  void recordedMalwareIsStoppedByARealList() throws IOException {
    Path feed = DATA.resolve("feeds/abusech/ja3_fingerprints-2020-04-09.csv");
    Path capture =
        DATA.resolve("pcap/suricata-verify/bug-5713-01-TLSv1-Extracted-MaliciousC2.pcap");
    assumeTrue(Files.isReadable(feed) && Files.isReadable(capture), "no list or no capture");
    rules.replace(read(feed));
    gate(Mode.ENFORCE);

    receiveByteByByte(Capture.clients(capture).get(0));

    assertThat(channel.isOpen()).isFalse();
    assertThat(HelloGateTest.passed(channel)).isEmpty();
    assertThat(log.decisions().get(0).verdict().against().get(0).indicator().threat())
        .isEqualTo("TrickBot");
  }

  private static FeedIndex read(Path file) throws IOException {
    FormatChoice format = FormatChoice.named("sslbl-ja3").orElseThrow();
    FeedCopy copy = new FeedCopy("ja3.csv", Files.readAllBytes(file), Instant.EPOCH);
    return new FeedReader(FeedSettings.of("sslbl", format))
        .read(copy)
        .fold(
            FeedReading.Read::index,
            bad -> {
              throw new AssertionError(bad.failure().toString());
            });
  }

  private void list(String fingerprint) {
    TlsClientFingerprint client = TlsClientFingerprint.parse(fingerprint).orElseThrow();
    rules.replace(index("clients", new Pattern.Fingerprint(client)));
  }

  private static FeedIndex index(String feed, Pattern pattern) {
    FeedIndex.Builder index = FeedIndex.builder(feed);
    index.add(new Indicator(pattern, feed, 1, null, 90, null));
    return index.build();
  }

  private List<Clue.Kind> clues() {
    return log.decisions().get(0).evidence().clues().stream().map(Clue::kind).toList();
  }

  private void gate(Mode mode) {
    channel.config().setAllocator(allocator);
    Inquiry inquiry = Flows.inquiry(rules, mode, log);
    channel
        .pipeline()
        .addLast(
            new HelloGate(
                inquiry,
                Flows.endpoint("192.0.2.1:443"),
                HelloGateTest.LIMITS,
                Hellos.reset(channel, inquiry)));
  }

  /** As far as the gate lets it speak. */
  private void receiveByteByByte(byte[] wire) {
    for (int i = 0; i < wire.length && channel.isOpen(); i++) {
      channel.writeInbound(allocator.buffer(1).writeByte(wire[i]));
    }
  }
}
