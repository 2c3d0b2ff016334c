package io.sekisho.proxy.explicit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.explicit.DataPlane;
import io.sekisho.proxy.explicit.conformance.Client.Ending;
import io.sekisho.proxy.explicit.conformance.Client.Heard;
import io.sekisho.proxy.explicit.conformance.Message.Extent;
import io.sekisho.proxy.explicit.conformance.RecordingOrigin.Response;
import io.sekisho.proxy.explicit.conformance.RecordingOrigin.Then;
import io.sekisho.proxy.explicit.conformance.ResponseTrial.Outcome.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's bytes in answer to one GET, as the client behind the proxy sees them. It sees the one
 * final response that a strict reading finds in them, whole or visibly cut short; or the proxy's
 * own 502; and the next request's response is that request's own, whatever followed in the bytes.
 */
final class ResponseTrial implements AutoCloseable {
  private static final String UNDER_TRIAL = "/under-trial";
  private static final String BEHIND = "/behind";
  private static final Pattern DETAIL = Pattern.compile("<dd lang=\"en\">(.*)\\.</dd>");

  private final Bench bench;
  private volatile Response given = new Response("", Then.END);

  /**
   * What the client saw.
   *
   * @param detail why it was refused, in lower case; empty where it was not
   */
  record Outcome(Kind kind, String detail) {
    enum Kind {
      PASSED_ON,
      REFUSED,
      CUT_SHORT
    }
  }

  ResponseTrial(DataPlane plane) throws IOException {
    bench = Bench.answering(plane, this::answer);
  }

  private Response answer(Message request) {
    return request.target().equals(UNDER_TRIAL) ? given : RecordingOrigin.echo(request);
  }

  /** The server gives these bytes, and ends unless they hold a whole response. */
  Outcome of(String bytes) throws Exception {
    Optional<Message> meant = finalOf(bytes);
    boolean whole = meant.map(Message::isWhole).orElse(false);
    given = new Response(bytes, whole ? Then.STAY : Then.END);
    Heard heard = bench.say(get(UNDER_TRIAL, "") + get(BEHIND, "Connection: close\r\n"));
    bench.arrivals();
    Outcome outcome = check(meant, heard);
    bench.assertThatOthersAreServed();
    return outcome;
  }

  private static Optional<Message> finalOf(String bytes) {
    return StrictReading.responses(bytes, List.of("GET")).messages().stream()
        .filter(message -> !message.isInterim())
        .findFirst();
  }

  private String get(String path, String fields) throws IOException {
    return "GET http://%1$s%2$s HTTP/1.1\r\nHost: %1$s\r\n%3$s\r\n"
        .formatted(bench.authority(), path, fields);
  }

  private static Outcome check(Optional<Message> meant, Heard heard) {
    assertThat(heard.ending()).as("how the client's connection ended").isNotEqualTo(Ending.NONE);
    StrictReading.Reading reading = StrictReading.responses(heard.bytes(), List.of("GET", "GET"));
    List<Message> finals = reading.messages().stream().filter(m -> !m.isInterim()).toList();
    assertThat(reading.rest()).as("bytes behind the responses").isEmpty();
    assertThat(finals).as("final responses").hasSizeBetween(1, 2);
    if (finals.size() == 2) {
      assertThat(finals.get(1).body()).as("the next response").isEqualTo("GET " + BEHIND);
    }
    return checkFirst(meant, finals.get(0), heard.ending());
  }

  private static Outcome checkFirst(Optional<Message> meant, Message seen, Ending ending) {
    if (!seen.values("Sekisho-Verdict").isEmpty()) {
      Matcher detail = DETAIL.matcher(seen.body().replace("&#39;", "'"));
      return new Outcome(
          Kind.REFUSED, detail.find() ? detail.group(1).toLowerCase(Locale.ROOT) : seen.body());
    }
    assertThat(meant).as("meant, where the client saw %s", seen).isPresent();
    Message message = meant.orElseThrow();
    assertThat(seen.status()).isEqualTo(message.status());
    if (seen.isWhole()) {
      assertThat(message.extent()).as("extent of %s", message).isNotEqualTo(Extent.CUT_SHORT);
      assertThat(seen.body()).isEqualTo(message.body());
      return new Outcome(Kind.PASSED_ON, "");
    }
    assertThat(seen.extent() == Extent.CUT_SHORT || ending == Ending.RESET).as("%s", seen).isTrue();
    assertThat(message.body()).startsWith(seen.body());
    return new Outcome(Kind.CUT_SHORT, "");
  }

  @Override
  public void close() {
    bench.close();
  }
}
