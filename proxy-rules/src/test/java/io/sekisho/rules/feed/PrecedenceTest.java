package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.match.Query;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a claim or an exception of the same list counts, where both cover a destination. */
final class PrecedenceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "rpz ~ *.cdn.example CNAME rpz-passthru.%evil.cdn.example CNAME . ~ evil.cdn.example ~ 1",
        "rpz ~ *.cdn.example CNAME rpz-passthru.%evil.cdn.example CNAME . ~ a.cdn.example ~ 0",
        "rpz ~ ok.evil.example CNAME rpz-passthru.%*.evil.example CNAME . ~ ok.evil.example ~ 0",
        "rpz ~ ok.evil.example CNAME rpz-passthru.%*.evil.example CNAME . ~ a.evil.example ~ 1",
        "dnsmasq ~ server=/a.example/#%address=/evil.a.example/0.0.0.0 ~ evil.a.example ~ 1",
        "dnsmasq ~ server=/ok.a.example/#%address=/a.example/0.0.0.0 ~ ok.a.example ~ 0",
        "adblock ~ @@||a.example^%||evil.a.example^ ~ evil.a.example ~ 0",
      })
  void isToldByTheFormat(String format, String copy, String host, int matches) {
    String text = copy.replace('%', '\n') + "\n";
    FeedIndex index = Texts.read(Texts.settings(format), text).index();

    List<Indicator> found = new ArrayList<>();
    Clue clue = new Clue(Clue.Kind.LOOKUP, Endpoint.parse(host + ":443").accepted().orElseThrow());
    Query.formsOf(clue).forEach(form -> index.collect(form, Texts.MODIFIED, found));

    assertThat(found).hasSize(matches);
  }
}
