package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MappedCsvTest {
  /** {@code |} stands for a line end, {@code ~} for a quote. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "Domain,Malware,Date added,Source|evil.example,X,2024-09-01,Y"
            + " @ *.evil.example threat=X first=2024-09-01T00:00:00Z ref=Y",
        "# ip;port;confidence|192.0.2.7;443;80 @ 192.0.2.7:443 confidence=80",
        "ip\tport|192.0.2.7\t443 @ 192.0.2.7:443",
        "url,tags|http://evil.example/x,~a,b~ @ evil.example/x tags=a+b",
        "domain,type|evil.example,phishing @ *.evil.example",
        "url,tags|evil.example,x @ !root-path",
        "value,type|evil.example,domain @ *.evil.example",
        "value,type|00112233445566778899aabbccddeeff,md5 @ !other-type",
        "value,type|evil.example,ip @ !name-not-address",
        "host,path|evil.example, @ *.evil.example",
        "host,path|evil.example,/x @ evil.example/x",
        "host,path|evil.example,/ @ !root-path",
        "domain,is_compromised|evil.example,True @ *.evil.example site=COMPROMISED",
        "domain,valid_until|evil.example,2026-01-01 @ *.evil.example until=2026-01-01T00:00:00Z",
        "rank,domain|1,None @ !missing-field",
      })
  void columnsAreUnderstoodByTheirUsualNames(String text, String expected) {
    String copy = text.replace('|', '\n').replace('~', '"');

    assertThat(Entries.particulars("csv", copy)).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "dga,gozi,evil.example|dga,corebot,bad.example @ *.evil.example, *.bad.example",
        "1,evil.example|2,bad.example                  @ *.evil.example, *.bad.example",
        "2026-01-02 03:04:05;192.0.2.7;X               @ 192.0.2.7",
      })
  void withoutAHeaderTheOnlyColumnOfDestinationsIsTaken(String text, String expected) {
    String copy = text.replace('|', '\n');

    assertThat(String.join(", ", Entries.particulars("csv", copy))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "domain,ip|evil.example,192.0.2.7           @ has 2 columns that may hold destinations",
        "url,host|http://a.example/x,a.example      @ has 2 columns that may hold destinations",
        "evil.example,192.0.2.7                     @ has 2 columns that may hold destinations",
        "2026-01-02,x,domain,evil.example,http://a.example/b @ has 2 columns that may",
        "192.0.2.7,443                              @ has a column that may be the port",
        "url,http://a.example/b,http://c.example/d|md5,00ff,http://c.example/e @ has 2 columns",
        "x,a.example|x,00ff                         @ has no column of destinations alone",
        "one,two|three,four                         @ has no column that is known to hold",
      })
  void whatIsNotClearIsNotGuessed(String text, String message) {
    String copy = text.replace('|', '\n');

    assertThatThrownBy(() -> Entries.in("csv", copy))
        .hasRootCauseInstanceOf(UnclearColumnsException.class)
        .rootCause()
        .hasMessageStartingWith(message)
        .hasMessageEndingWith(": set columns");
  }

  @Test
  void configuredNamesAreFoundInTheHeader() {
    String copy = "note,Bad Host,port,since\nx.example,evil.example,8443,2026-01-02\n";

    List<String> found =
        read(Map.of(CsvColumn.VALUE, "bad_host", CsvColumn.FIRST_SEEN, "since"), copy);

    assertThat(found).containsExactly("*.evil.example first=2026-01-02T00:00:00Z");
  }

  @Test
  void configuredNumbersNeedNoHeader() {
    String copy =
        """
        2026-01-02 03:04:05,someone,url,http://a.example/b,#x #y,https://c.example/d
        2026-01-02 03:04:05,someone,sha256,00ff,,https://c.example/d
        2026-01-02 03:04:05,someone
        """;

    List<String> found =
        read(
            Map.of(
                CsvColumn.VALUE, "4",
                CsvColumn.TYPE, "3",
                CsvColumn.TAGS, "5",
                CsvColumn.REFERENCE, "6",
                CsvColumn.FIRST_SEEN, "1"),
            copy);

    assertThat(found)
        .containsExactly(
            "a.example/b first=2026-01-02T03:04:05Z ref=https://c.example/d tags=#x+#y",
            "!other-type",
            "!missing-field");
  }

  @Test
  void configuredNumbersPassOverAHeader() {
    assertThat(read(Map.of(CsvColumn.VALUE, "1"), "Domain,Malware\nevil.example,X\n"))
        .containsExactly("*.evil.example");
  }

  @Test
  void aConfiguredNameThatIsNotThereIsAFault() {
    assertThatThrownBy(() -> read(Map.of(CsvColumn.VALUE, "host"), "a,b\nevil.example,X\n"))
        .rootCause()
        .hasMessage("has no header with a column host: set columns");
  }

  @Test
  void theValueMustBeSaid() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CsvColumns(Map.of(CsvColumn.THREAT, "malware")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CsvColumns(Map.of(CsvColumn.VALUE, " ")));
  }

  @Test
  void choicesWithOtherColumnsAreOtherChoices() {
    CsvColumns columns = new CsvColumns(new EnumMap<>(Map.of(CsvColumn.VALUE, "host")));
    CsvColumns same = new CsvColumns(Map.of(CsvColumn.VALUE, "host"));

    assertThat(FormatChoice.csv(columns))
        .isEqualTo(FormatChoice.csv(same))
        .hasSameHashCodeAs(FormatChoice.csv(same))
        .isNotEqualTo(FormatChoice.csv(CsvColumns.UNSAID))
        .isNotEqualTo(FormatChoice.DOMAINS);
    assertThat(FormatChoice.csv(CsvColumns.UNSAID))
        .isEqualTo(FormatChoice.named("csv").orElseThrow());
  }

  @Test
  void everyColumnHasALabelOfItsOwn() {
    assertThat(Stream.of(CsvColumn.values()).map(CsvColumn::label).map(CsvColumn::named))
        .doesNotHaveDuplicates()
        .allMatch(found -> found.isPresent());
  }

  private static List<String> read(Map<CsvColumn, String> columns, String copy) {
    FeedFormat format = FormatChoice.csv(new CsvColumns(columns)).format().orElseThrow();
    return Entries.particulars(format, copy);
  }
}
