package io.sekisho.app.feeds.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.feed.CopyShape;
import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.feed.FeedReport;
import io.sekisho.rules.feed.FeedSettings;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.feed.GuardReport;
import io.sekisho.rules.feed.format.CsvColumn;
import io.sekisho.rules.feed.format.CsvColumns;
import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.feed.format.RejectReason;
import io.sekisho.rules.guard.GuardEffect;
import io.sekisho.rules.guard.GuardReason;
import io.sekisho.rules.guard.Guards;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.TlsClientFingerprint;
import io.sekisho.rules.match.Repeated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadingFileTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456789Z");
  private static final ReadingBasis BASIS = new ReadingBasis("settings", guards("lists"));

  @TempDir private Path directory;

  @Test
  void aReadingComesBackAsItWas() {
    Reading reading = reading(everyKind());
    file().keep(reading, BASIS);

    assertThat(file().find(BASIS)).contains(reading);
  }

  @Test
  void thatPatternsAreTooManyComesBackToo() {
    Reading reading = reading(new Repeated(Set.of(), Repeated.Extent.TOO_MANY));
    file().keep(reading, BASIS);

    assertThat(file().find(BASIS)).contains(reading);
  }

  @Test
  void onAnotherBasisThereIsNone() {
    file().keep(reading(everyKind()), BASIS);

    assertThat(file().find(new ReadingBasis("others", BASIS.guards()))).isEmpty();
    assertThat(file().find(new ReadingBasis("settings", guards("others")))).isEmpty();
  }

  @Test
  void whatCannotBeComparedIsNotKept() {
    ReadingBasis unknown = new ReadingBasis("settings", new Guards(List.of(), List.of()));
    file().keep(reading(everyKind()), unknown);

    assertThat(file().find(unknown)).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void oneThatWouldBeTooLargeIsNotKeptAndNeitherIsTheOneBefore() {
    Set<Pattern> urls =
        IntStream.range(0, Repeated.MOST)
            .<Pattern>mapToObj(
                i -> new Pattern.Url(new HostName("c2.example"), null, "/" + "a".repeat(2_000) + i))
            .collect(Collectors.toSet());
    file().keep(reading(everyKind()), BASIS);

    file().keep(reading(new Repeated(urls, Repeated.Extent.KNOWN)), BASIS);

    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aFileOfAnotherVersionIsAsNone() throws IOException {
    file().keep(reading(everyKind()), BASIS);
    String text = Files.readString(path());
    String other = text.substring(text.indexOf('{')).replace("\"version\":1", "\"version\":2");
    Files.writeString(path(), Sha256.of(List.of(other)) + "\n" + other);

    assertThat(file().find(BASIS)).isEmpty();
  }

  @Test
  void settingsTellColumnsAndCanariesInAnyOrder() {
    assertThat(settings(columns("1", "2"), Set.of(new HostName("a.example"))))
        .isEqualTo(settings(columns("1", "2"), Set.of(new HostName("a.example"))))
        .isNotEqualTo(settings(columns("2", "1"), Set.of(new HostName("a.example"))))
        .isNotEqualTo(settings(columns("1", "2"), Set.of(new HostName("b.example"))));
  }

  private static String settings(CsvColumns columns, Set<HostName> canaries) {
    return ReadingBasis.settings(
        FeedSettings.of("c2", FormatChoice.csv(columns)),
        GateSettings.DEFAULT.withCanaries(canaries),
        "c2.csv");
  }

  private static CsvColumns columns(String value, String threat) {
    return new CsvColumns(Map.of(CsvColumn.VALUE, value, CsvColumn.THREAT, threat));
  }

  private Path path() {
    return directory.resolve("c2.reading");
  }

  private ReadingFile file() {
    return ReadingFile.at(path());
  }

  private static Guards guards(String origin) {
    return new Guards(List.of(), List.of(), origin);
  }

  private static Repeated everyKind() {
    Host v6 = Host.parse("2001:db8::1").orElseThrow();
    return new Repeated(
        Set.of(
            new Pattern.SubTree(new HostName("one.example")),
            new Pattern.ExactName(new HostName("one.example")),
            new Pattern.Addresses(AddressPrefix.parse("192.0.2.0/24").orElseThrow()),
            new Pattern.Addresses(AddressPrefix.parse("2001:db8::1").orElseThrow()),
            new Pattern.Socket(Endpoint.parse("one.example:8080").orElseThrow()),
            new Pattern.Socket(Endpoint.parse("[2001:db8::1]:443").orElseThrow()),
            new Pattern.Url(v6, 8443, "/gate.php?a=1"),
            new Pattern.Url(new HostName("one.example"), null, "/x"),
            new Pattern.Certificate(new CertificateFingerprint("0a".repeat(20))),
            new Pattern.Fingerprint(
                TlsClientFingerprint.parse("6734f37431670b3ab4292b8f60f29984").orElseThrow()),
            new Pattern.Fingerprint(
                TlsClientFingerprint.parse("t13d1516h2_8daaf6152771_b186095e22b6").orElseThrow())),
        Repeated.Extent.KNOWN);
  }

  private static Reading reading(Repeated repeated) {
    FeedReport report =
        new FeedReport(
            "domains",
            Map.of(Pattern.Kind.NAME, 7, Pattern.Kind.URL, 2),
            1,
            12,
            Map.of(RejectReason.FORBIDDEN_CHARACTER, 2),
            List.of(
                new FeedEntry.Rejected(3, "b\u00e4d \"line\"", RejectReason.FORBIDDEN_CHARACTER)),
            14,
            List.of(new FeedEntry.Note(1, FeedEntry.Note.Kind.COUNT, "# entries: 14", 14)),
            new GuardReport(
                Map.of(GuardEffect.SUPPRESS, Map.of(GuardReason.POPULAR, 3)), List.of()),
            4);
    FeedCopy copy = new FeedCopy("c2.txt", new byte[] {1, 2, 3}, NOON.minusSeconds(60));
    return new Reading(
        CopyIdentity.of(copy.seenAt(NOON)),
        UUID.randomUUID(),
        report,
        new CopyShape(3, CopyShape.Ending.WITHIN_A_LINE),
        BASIS.guards(),
        repeated);
  }
}
