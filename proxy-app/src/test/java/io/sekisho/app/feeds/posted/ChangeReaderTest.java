package io.sekisho.app.feeds.posted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.sekisho.rules.feed.format.DestinationType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChangeReaderTest {
  private static final Instant AT = Instant.parse("2026-11-23T03:00:00.123Z");
  private static final PostedEntry WHOLE =
      new PostedEntry(
          "evil.example",
          DestinationType.EXACT_NAME,
          "Emotet \"x\"",
          70,
          Duration.ofHours(24),
          "https://soc.example/7");

  @Test
  void textsAndObjectsAreRead() throws ChangeFault {
    PostedChange change =
        posted(
            """
            {"add": [" one.example ", {"value": "evil.example", "type": "exact-name",
              "threat": "Emotet \\"x\\"", "confidence": 70, "expires": "24h",
              "reference": "https://soc.example/7"}],
             "withdraw": ["two.example", {"value": "192.0.2.7", "type": "address"}]}
            """);

    assertThat(change.at()).isEqualTo(AT);
    assertThat(change.add()).containsExactly(PostedEntry.of("one.example"), WHOLE);
    assertThat(change.withdraw())
        .containsExactly(
            PostedEntry.of("two.example"),
            new PostedEntry("192.0.2.7", DestinationType.ADDRESS, null, null, null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "[] @ an object with the lists add and withdraw is wanted (line 1, column 1)",
        "{\"ad\": []} @ ad is not a known key (line 1, column 2)",
        "{\"at\": \"2026-11-23T03:00:00Z\"} @ at is not a known key (line 1, column 2)",
        "{\"add\": \"x\"} @ add is not a list (line 1, column 9)",
        "{\"add\": [\"a\", 7]} @ add[1] is neither a text nor an object (line 1, column 15)",
        "{\"add\": [{}]} @ add[0].value is missing (line 1, column 11)",
        "{\"add\": [{\"value\": 7}]} @ add[0].value is not a text (line 1, column 20)",
        "{\"add\": [{\"val\": \"x\"}]} @ add[0].val is not a known key (line 1, column 11)",
        "{\"add\": [{\"value\": \"x\", \"confidence\": 101}]} @ add[0].confidence is not a whole"
            + " number from 0 to 100 (line 1, column 39)",
        "{\"add\": [{\"value\": \"x\", \"confidence\": 1e999}]} @ add[0].confidence is not a whole"
            + " number from 0 to 100 (line 1, column 39)",
        "{\"add\": [{\"value\": \"x\", \"expires\": \"soon\"}]} @ add[0].expires is not a duration:"
            + " a whole number and s, m, h or d, such as 24h (line 1, column 36)",
        "{\"add\": [{\"value\": \"x\", \"type\": \"ip\"}]} @ add[0].type is none of name, exact-name,"
            + " address, endpoint, url, certificate, fingerprint (line 1, column 33)",
        "{\"add\": [{\"value\": \"x\", \"threat\": \"\"}]} @ add[0].threat has to have 1 to 200"
            + " characters (line 1, column 35)",
        "{\"add\": [\"\\ud800\"]} @ add[0] has half a character in it (line 1, column 10)",
        "{\"withdraw\": [{\"value\": \"x\", \"threat\": \"y\"}]} @ withdraw[0].threat is not a known"
            + " key (line 1, column 30)",
        "{} {} @ nothing may follow the object (line 1, column 4)",
      })
  void whatIsWrongIsNamedByItsPlace(String body, String message) {
    assertThatThrownBy(() -> posted(body)).isInstanceOf(ChangeFault.class).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {"``", "{", "{\"add\": [\"a\"", "{\"add\": [], \"add\": []}", "{\"add\": [[[[[[[[[["},
      quoteCharacter = '`')
  void whatIsNoJsonIsSaidToBeNone(String body) {
    assertThatThrownBy(() -> posted(body)).isInstanceOf(ChangeFault.class);
  }

  @Test
  void tooManyEntriesAreTooLong() {
    String body = "{\"add\": [" + "\"a.example\",".repeat(PostedChange.MOST_ENTRIES) + "\"b\"]}";

    assertThatThrownBy(() -> posted(body))
        .asInstanceOf(type(ChangeFault.class))
        .extracting(ChangeFault::kind)
        .isEqualTo(ChangeFault.Kind.TOO_LONG);
  }

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    PostedChange change =
        new PostedChange(AT, List.of(PostedEntry.of("例え.example"), WHOLE), List.of(WHOLE));
    PostedChange empty = new PostedChange(AT, List.of(), List.of());
    PostedEntry bare =
        new PostedEntry("evil.example", DestinationType.EXACT_NAME, null, null, null, null);

    assertThat(readAgain(new PostedChange(AT, change.add(), List.of(bare))))
        .isEqualTo(new PostedChange(AT, change.add(), List.of(bare)));
    assertThat(readAgain(empty)).isEqualTo(empty);
  }

  @Test
  void theLongestLifeIsReadAgain() throws Exception {
    PostedChange change =
        posted("{\"add\": [{\"value\": \"one.example\", \"expires\": \"36500d\"}]}");

    assertThat(change.add().get(0).expires()).isEqualTo(EntryReader.LONGEST_LIFE);
    assertThat(readAgain(change)).isEqualTo(change);
  }

  /** Whatever is posted, there is an answer: a change, or what is wrong with it. */
  @Test
  void damagedTextsAreReadOrRefused() {
    byte[] body =
        "{\"add\": [\"a.example\", {\"value\": \"b.example\", \"confidence\": 7}], \"withdraw\": []}"
            .getBytes(StandardCharsets.UTF_8);
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = body.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      assertThat(isReadOrRefused(damaged)).isTrue();
    }
  }

  private static boolean isReadOrRefused(byte[] body) {
    try {
      return ChangeReader.posted(body, AT).size() >= 0;
    } catch (ChangeFault e) {
      return e.kind() == ChangeFault.Kind.MALFORMED;
    }
  }

  private static PostedChange readAgain(PostedChange change) throws IOException, ChangeFault {
    return ChangeReader.kept(ChangeWriter.line(change));
  }

  private static PostedChange posted(String body) throws ChangeFault {
    return ChangeReader.posted(body.getBytes(StandardCharsets.UTF_8), AT);
  }
}
