package io.sekisho.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What look-ups tell of indicators that match at one port or path alone. */
final class LookupElsewhereTest {
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

  private final LiveRules rules = new LiveRules(() -> NOW);

  @BeforeEach
  void listPortsAndPaths() {
    FeedIndex.Builder feed = FeedIndex.builder("feed");
    feed.add(indicator(1, socket("192.0.2.7:8080"), null));
    feed.add(indicator(2, socket("192.0.2.7:443"), null));
    feed.add(indicator(3, socket("192.0.2.8:8080"), null));
    feed.add(indicator(4, url("c2.example", null, "/gate.php"), null));
    feed.add(indicator(5, url("c2.example", 8080, "/x"), null));
    feed.add(indicator(6, socket("old.example:8080"), NOW));
    feed.add(indicator(7, socket("good.example:8080"), null));
    feed.add(indicator(8, socket("bad.example:8080"), null));
    feed.add(indicator(9, new Pattern.SubTree(new HostName("bad.example")), null));
    rules.replace(feed.build());
    rules.neverBlock(neverBlock("good.example"));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 1, 1",
    "192.0.2.8, 0, 3",
    "::ffff:192.0.2.8, 0, 3",
    "64:ff9b::192.0.2.8, 0, 3",
    "192.0.2.9, 0, ''",
    "c2.example, 0, '4, 5'",
    "sub.c2.example, 0, ''",
    "old.example, 0, ''",
    "good.example, 0, ''",
    "bad.example, 1, 8",
    "192.0.2.8:443, 0, ''",
    "http://c2.example/, 0, ''"
  })
  void aHostHasWhatWouldMatchAtAnotherPortOrPath(String what, int status, String lines)
      throws UsageFault {
    LookupAnswer answer = answer(what);

    assertThat(answer.elsewhere())
        .extracting(indicator -> String.valueOf(indicator.line()))
        .containsExactlyElementsOf(lines.isEmpty() ? List.of() : List.of(lines.split(", ", -1)));
    assertThat(answer.exitStatus()).isEqualTo(status);
  }

  @Test
  void textSaysThatItIsOnlyThere() throws UsageFault {
    assertThat(text("192.0.2.8"))
        .isEqualToNormalizingNewlines(
            """
            192.0.2.8: clean
              elsewhere: only at 192.0.2.8:8080  feed feed, line 3, confidence 90, no expiry
            """);
  }

  @Test
  void textOfAHostWithManyListedPathsIsBounded() throws UsageFault {
    FeedIndex.Builder feed = FeedIndex.builder("urls");
    for (int line = 1; line <= 25; line++) {
      feed.add(new Indicator(url("share.example", null, "/" + line), "urls", line, null, 90, null));
    }
    rules.replace(feed.build());

    assertThat(text("share.example")).hasLineCount(22).contains("elsewhere: 5 more, see --json");
    assertThat(answer("share.example").json().withArray("elsewhere")).hasSize(25);
  }

  @Test
  void jsonHasItApartFromTheMatches() throws UsageFault {
    String json = answer("c2.example").json().toString();

    assertThat(json)
        .contains("\"verdict\":\"clean\",\"matches\":[],\"exemptions\":[],\"elsewhere\":[{")
        .contains("\"line\":4,\"pattern\":\"c2.example/gate.php\",\"kind\":\"url\"");
  }

  private LookupAnswer answer(String what) throws UsageFault {
    return LookupAnswer.of(LookupTarget.parse(what), rules.current(), List.of());
  }

  private String text(String what) throws UsageFault {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    answer(what).print(out);
    out.flush();
    return text.toString();
  }

  private static Indicator indicator(int line, Pattern pattern, @Nullable Instant validUntil) {
    return new Indicator(pattern, "feed", line, null, 90, validUntil);
  }

  private static Pattern socket(String endpoint) {
    return new Pattern.Socket(Endpoint.parse(endpoint).orElseThrow());
  }

  private static Pattern url(String host, @Nullable Integer port, String path) {
    return new Pattern.Url(Host.parse(host).orElseThrow(), port, path);
  }

  private static FeedIndex neverBlock(String name) {
    FeedIndex.Builder entries = FeedIndex.builder("never-block");
    entries.add(
        new Indicator(new Pattern.SubTree(new HostName(name)), "never-block", 0, null, 100, null));
    return entries.build();
  }
}
