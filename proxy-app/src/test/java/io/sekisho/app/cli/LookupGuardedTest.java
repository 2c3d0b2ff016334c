package io.sekisho.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What a look-up says of claims that guards have something against. */
final class LookupGuardedTest {
  @TempDir private Path directory;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.writeString(
        directory.resolve("c2.txt"),
        "wixsite.com\n*.duckdns.org\nevil.duckdns.org\n104.16.0.0/12\nevil.example/a\n");
    Files.writeString(directory.resolve("top.csv"), "1,google.com\n2,wixsite.com\n");
    Files.writeString(directory.resolve("cdn.txt"), "104.16.0.0/13\n");
    Files.writeString(
        directory.resolve("sekisho.yaml"),
        """
        feeds:
          - {name: c2, url: "file:c2.txt", format: domains, url-hosts: block}
        never-block:
          - {file: top.csv, format: top-list}
          - {file: cdn.txt, format: ips, effect: downgrade}
          - mine.evil.duckdns.org
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "www.wixsite.com; clean; *.wixsite.com  feed c2, line 1, suppressed by popular: top.csv: wixsite.com, line 2",
        "some.duckdns.org; clean; *.duckdns.org  feed c2, line 2, suppressed by public-suffix: built-in list: duckdns.org",
        "104.17.0.1; ?; 104.16.0.0/12  feed c2, line 4, downgraded by shared-range: cdn.txt: 104.16.0.0/13, line 1",
        "mine.evil.duckdns.org; exempt; *.evil.duckdns.org  feed c2, line 3, noted by never-block: never-block: mine.evil.duckdns.org"
      })
  void aGuardedClaimIsToldWithItsReason(String what, String verdict, String guarded) {
    String out = lookup(what);

    assertThat(out).contains("guarded: " + guarded);
    if (!verdict.equals("?")) {
      assertThat(out).startsWith(what + ": " + verdict);
    }
  }

  @ParameterizedTest
  @CsvSource({"evil.duckdns.org", "evil.example", "clean.example"})
  void whatNoGuardIsAgainstIsNotToldAbout(String what) {
    boolean hostile = lookup(what).startsWith(what + ": hostile");

    assertThat(hostile).isEqualTo(!what.startsWith("clean"));
  }

  @Test
  void jsonHoldsTheGuardWithItsEntry() {
    assertThat(lookup("wixsite.com", "--json"))
        .contains(
            "\"guarded\":[{\"feed\":\"c2\",\"line\":1,\"pattern\":\"*.wixsite.com\","
                + "\"effect\":\"suppress\",\"reason\":\"popular\",\"source\":\"top.csv\","
                + "\"entry\":\"wixsite.com\",\"entry-line\":2}]");
  }

  @Test
  void anEntryThatWasPostedHasNoLine() throws IOException {
    Files.writeString(
        directory.resolve("sekisho.yaml"),
        """
        state: "%s"
        feeds:
          - {name: soc, url: "api:"}
        never-block:
          - {file: top.csv, format: top-list}
        """
            .formatted(directory));
    Path log = Files.createDirectory(directory.resolve("feeds")).resolve("soc.changes");
    Files.writeString(
        log, "{\"at\": \"%s\", \"add\": [\"wixsite.com\"]}\n".formatted(Instant.now()));

    assertThat(lookup("wixsite.com"))
        .contains("guarded: *.wixsite.com  feed soc, suppressed by popular: top.csv: ");
  }

  private String lookup(String what, String... more) {
    StringWriter out = new StringWriter();
    CommandLine line =
        SekishoCommand.with(
            configuration -> {
              throw new IOException("not in this test");
            });
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    String[] arguments = new String[more.length + 4];
    arguments[0] = "lookup";
    arguments[1] = what;
    arguments[2] = "--config";
    arguments[3] = directory.resolve("sekisho.yaml").toString();
    System.arraycopy(more, 0, arguments, 4, more.length);
    line.execute(arguments);
    return out.toString();
  }
}
