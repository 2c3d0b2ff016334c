package io.sekisho.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class CommandLineTest {
  @TempDir Path directory;

  /** What a command printed, and how it ended. */
  private record Ended(int status, String out, String err) {}

  @ParameterizedTest
  @CsvSource({
    "c2-test.sekisho.invalid, 1, hostile",
    "sub.c2-test.sekisho.invalid, 1, hostile",
    "clean-test.sekisho.invalid, 0, clean",
    "C2.Example., 1, hostile",
    "http://user@sub.c2.example:8080/x#y, 1, hostile",
    "192.0.2.77:4444, 1, hostile",
    "192.0.2.77, 0, clean",
    "https://other.example/, 0, clean",
    "good.c2.example, 0, exempt",
    "2001:db8::1, 0, clean"
  })
  void lookupTellsTheVerdictByWordAndStatus(String what, int status, String word)
      throws IOException {
    Path config = configuration();

    Ended ended = run("lookup", what, "--config", config.toString());

    assertThat(ended.status()).isEqualTo(status);
    assertThat(ended.out().lines().findFirst().orElseThrow()).endsWith(": " + word);
  }

  @Test
  void lookupNamesFeedLinePatternAndConfidence() throws IOException {
    Path config = configuration();

    Ended ended = run("lookup", "a.c2.example", "--config", config.toString());

    assertThat(ended.out())
        .contains("listed as *.c2.example  feed names, line 2, confidence 90, until ");
  }

  @ParameterizedTest
  @CsvSource({
    "00112233445566778899aabbccddeeff00112233, 1",
    "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33, 1",
    "00112233445566778899aabbccddeeff00112234, 0"
  })
  void aCertificateIsLookedUpByItsFingerprint(String fingerprint, int status) throws IOException {
    Files.writeString(
        directory.resolve("certificates.csv"),
        "SHA1,Listingreason\n00112233445566778899aabbccddeeff00112233,AsyncRAT C&C\n");
    Path config =
        Files.writeString(
            directory.resolve("sekisho.yaml"),
            "feeds: [{name: certificates, url: \"file:certificates.csv\"}]");

    Ended ended = run("lookup", fingerprint, "--config", config.toString());

    assertThat(ended.status()).isEqualTo(status);
    assertThat(ended.out().contains("feed certificates, line 2, AsyncRAT"))
        .isEqualTo(status == ExitStatus.HOSTILE);
  }

  @ParameterizedTest
  @CsvSource({
    "b386946a5a44d1ddcc843bc75336dfce, 1",
    "ja3:B386946A5A44D1DDCC843BC75336DFCE, 1",
    "b386946a5a44d1ddcc843bc75336dfcf, 0",
    "ja4:t13d1516h2_8daaf6152771_b186095e22b6, 0"
  })
  void aClientIsLookedUpByItsFingerprint(String fingerprint, int status) throws IOException {
    Files.writeString(
        directory.resolve("clients.csv"),
        """
        ja3_md5,Firstseen,Lastseen,Listingreason
        b386946a5a44d1ddcc843bc75336dfce,2017-07-14 18:08:15,2019-07-27 20:42:54,Dridex
        """);
    Path config =
        Files.writeString(
            directory.resolve("sekisho.yaml"),
            "feeds: [{name: clients, url: \"file:clients.csv\", expires: never}]");

    Ended ended = run("lookup", fingerprint, "--config", config.toString());

    assertThat(ended.status()).isEqualTo(status);
    assertThat(ended.out().contains("feed clients, line 2, Dridex"))
        .isEqualTo(status == ExitStatus.HOSTILE);
  }

  @Test
  void lookupInJsonHoldsEveryMatch() throws IOException {
    Path config = configuration();

    Ended ended = run("lookup", "a.c2.example", "--json", "-c", config.toString());

    assertThat(ended.out())
        .startsWith("{\"destination\":\"a.c2.example\",\"verdict\":\"hostile\",\"matches\":[{")
        .contains("\"feed\":\"names\",\"line\":2,\"pattern\":\"*.c2.example\",\"kind\":\"name\"");
  }

  @ParameterizedTest
  @CsvSource({
    "honour, 'c2, asks for drop, confidence', '\"category\":\"c2\"', '\"action\":\"drop\"'",
    "ignore, 'c2, confidence', '\"category\":\"c2\"', '\"action\":null'",
  })
  void lookupTellsCategoryAndTheActionThatCounts(
      String actions, String text, String category, String action) throws IOException {
    Files.writeString(directory.resolve("own.csv"), "domain,category,action\nx.example,c2,drop\n");
    Path config =
        Files.writeString(
            directory.resolve("sekisho.yaml"),
            "feeds: [{name: own, url: 'file:own.csv', format: csv, actions: " + actions + "}]");

    Ended told = run("lookup", "x.example", "-c", config.toString());
    Ended json = run("lookup", "x.example", "--json", "-c", config.toString());

    assertThat(told.status()).isEqualTo(ExitStatus.HOSTILE);
    assertThat(told.out()).contains(text);
    assertThat(json.out()).contains(category, action);
  }

  @Test
  void lookupWritesNothingAndWarnsOfFeedsThatFail() throws IOException {
    Path config = configuration();
    Files.delete(directory.resolve("names.txt"));

    Ended ended = run("lookup", "a.c2.example", "--config", config.toString());

    assertThat(ended.status()).isZero();
    assertThat(ended.err()).contains("warning: names: nothing of it counts, because ");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("sekisho.yaml", "ports.txt", "allow.txt");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a..b", "1.2.3.4.5", "host:0", "host:99999", "10.0.0.0/8", "ftp://a.example/", ""})
  void whatHasNoCanonicalFormIsMisuse(String what) {
    Ended ended = run("lookup", what);

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).hasLineCount(1).doesNotContain("Exception");
  }

  @Test
  void checkNamesEveryFaultAndEndsWithTwo() throws IOException {
    Path faulty = Files.writeString(directory.resolve("bad.yaml"), "mode: x\nfeeds: [{name: a}]");

    Ended ended = run("check", faulty.toString());

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.out())
        .contains("mode: x is not one of enforce, observe", "feeds[0].url: is missing");
  }

  @Test
  void checkOfAGoodFileEndsWithZeroAndWritesNothing() throws IOException {
    Path config = configuration();

    Ended ended = run("check", config.toString());

    assertThat(ended.status()).isZero();
    assertThat(directory.resolve("sekisho-state")).doesNotExist();
  }

  @Test
  void feedParseInJsonHasEveryKind() throws IOException {
    Path feed = Files.writeString(directory.resolve("list.txt"), "a.example\nb..example\n");

    Ended ended = run("feed", "parse", feed.toString(), "--format", "domains", "--json");

    assertThat(ended.status()).isZero();
    assertThat(ended.out())
        .isEqualToIgnoringNewLines(
            "{\"format\":\"domains\",\"indicators\":{\"name\":1,\"exact-name\":0,\"address\":0,"
                + "\"prefix\":0,\"endpoint\":0,\"url\":0,\"fingerprint\":0,\"certificate\":0},"
                + "\"exceptions\":0,\"rejected\":{\"empty-label\":1}}");
  }

  @Test
  void feedParseCountsCertificates() throws IOException {
    Path feed =
        Files.writeString(
            directory.resolve("list.csv"),
            """
            # Listingdate,SHA1,Listingreason
            2026-01-01 00:00:00,00112233445566778899aabbccddeeff00112233,x C&C
            2026-01-01 00:00:00,0011,y C&C
            """);

    Ended ended = run("feed", "parse", feed.toString(), "--format", "sslbl-certificates", "--json");

    assertThat(ended.out())
        .contains("\"format\":\"sslbl-certificates\"", "\"certificate\":1}")
        .contains("\"rejected\":{\"bad-fingerprint\":1}");
  }

  @Test
  void feedParseTakesTheColumnsOfATable() throws IOException {
    Path feed = Files.writeString(directory.resolve("list.csv"), "a;b.example;X\nc;d.example;Y\n");

    Ended ended =
        run("feed", "parse", feed.toString(), "--format=csv", "--columns=value=2,threat=3");

    assertThat(ended.status()).isZero();
    assertThat(ended.out()).contains("format csv", "2  name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "csv @ host=2 @ there is no column host",
        "csv @ threat=2 @ the column of the value is missing",
        "csv @ value=host @ has no header with a column host: set columns",
        "domains @ value=2 @ --columns belongs to the format csv",
      })
  void feedParseSaysWhatIsWrongWithColumns(String format, String columns, String message)
      throws IOException {
    Path feed = Files.writeString(directory.resolve("list.csv"), "a;b.example;X\n");

    Ended ended =
        run("feed", "parse", feed.toString(), "--format=" + format, "--columns=" + columns);

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).hasLineCount(1).contains(message);
  }

  @Test
  void feedParseShowsRejectedLinesWithoutTheirControlCharacters() throws IOException {
    Path feed = Files.writeString(directory.resolve("list.txt"), "a.example\nb\u202e..example\n");

    Ended ended = run("feed", "parse", feed.toString(), "--format", "domains", "--rejects");

    assertThat(ended.out()).contains("line 2: ", "b?..example").doesNotContain("\u202e");
  }

  @ParameterizedTest
  @CsvSource({
    "list.txt, nonsense, there is no format nonsense",
    "absent.txt, auto, does not exist",
    "., auto, is a directory"
  })
  void feedParseThatCannotReadEndsWithTwo(String file, String format, String message)
      throws IOException {
    Files.writeString(directory.resolve("list.txt"), "a.example\n");

    Ended ended = run("feed", "parse", directory.resolve(file).toString(), "--format", format);

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).hasLineCount(1).contains(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "feed parse",
        "gateway",
        "lookup",
        "check",
        "run --no-such-option"
      })
  void misuseEndsWithTwoAndSaysHow(String arguments) {
    Ended ended = run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).contains("Usage: sekisho").doesNotContain("\tat ");
  }

  @Test
  void helpAndVersionAreGiven() {
    assertThat(run("--version").out()).startsWith("sekisho ");
    assertThat(run("help").out())
        .contains("lookup", "check", "run", "feed", "gateway", "Exit status:");
    assertThat(run("help", "lookup").status()).isZero();
  }

  @Test
  void internalErrorIsOneLine() {
    Service.Launcher broken =
        configuration -> {
          throw new IllegalStateException("broken");
        };

    Ended ended = run(broken, "run", "--config", plainConfiguration().toString());

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).hasLineCount(1).contains("internal error", "broken");
  }

  private Path plainConfiguration() {
    try {
      return Files.writeString(directory.resolve("sekisho.yaml"), "mode: enforce");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path configuration() throws IOException {
    Files.writeString(directory.resolve("names.txt"), "# names\nc2.example\nworse.example\n");
    Files.writeString(directory.resolve("ports.txt"), "192.0.2.77:4444\n");
    Files.writeString(directory.resolve("allow.txt"), "good.c2.example\n");
    return Files.writeString(
        directory.resolve("sekisho.yaml"),
        """
        feeds:
          - {name: names, url: "file:names.txt", format: domains}
          - {name: ports, url: "file:ports.txt", format: maltrail, special-purpose: accept}
        never-block: [{file: allow.txt}]
        """);
  }

  private static Ended run(String... arguments) {
    return run(
        configuration -> {
          throw new IOException("not in this test");
        },
        arguments);
  }

  private static Ended run(Service.Launcher launcher, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = SekishoCommand.with(launcher);
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int status = line.execute(arguments);
    return new Ended(status, out.toString(), err.toString());
  }
}
