package io.sekisho.app.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sekisho.app.feeds.FeedStatus.Role;
import io.sekisho.app.feeds.FeedTurn;
import io.sekisho.app.feeds.FeedTurn.Direction;
import io.sekisho.rules.feed.FeedFailure;
import io.sekisho.rules.feed.FeedFault;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FeedEventTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
  private static final FeedFailure EMPTY = new FeedFailure(FeedFault.EMPTY, "c2.txt has no entry");

  @ParameterizedTest
  @CsvSource({"FAILED, alert, feed-failed, failure", "RECOVERED, event, feed-recovered, success"})
  void aTurnIsAnEventOfEcs(Direction direction, String kind, String action, String outcome)
      throws IOException {
    JsonNode event = line(direction);

    assertThat(event.at("/@timestamp").asText()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(event.at("/event/kind").asText()).isEqualTo(kind);
    assertThat(event.at("/event/action").asText()).isEqualTo(action);
    assertThat(event.at("/event/outcome").asText()).isEqualTo(outcome);
    assertThat(event.at("/observer/name").asText()).isEqualTo("gate.example");
  }

  @Test
  void itSaysWhatIsWrongWithWhichFeed() throws IOException {
    JsonNode event = line(Direction.FAILED);

    assertThat(event.at("/message").asText()).isEqualTo("feed c2: empty: c2.txt has no entry");
    assertThat(event.at("/event/reason").asText()).isEqualTo("c2.txt has no entry");
    assertThat(event.at("/threat/feed/name").asText()).isEqualTo("c2");
    assertThat(event.at("/sekisho/feed/fault").asText()).isEqualTo("empty");
    assertThat(event.at("/sekisho/feed/role").asText()).isEqualTo("feed");
  }

  private static JsonNode line(Direction direction) throws IOException {
    FeedTurn turn = new FeedTurn(AT, "c2", Role.FEED, direction, EMPTY);
    EventFormat format = new EventFormat(new EventSource("gate.example", "1.2.3"));
    return new JsonMapper().readTree(format.line(new FeedEvent(turn)));
  }
}
