package io.sekisho.proxy.explicit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.explicit.conformance.Client.Ending;
import io.sekisho.proxy.explicit.conformance.Client.Heard;
import io.sekisho.proxy.explicit.conformance.RecordingOrigin.Arrivals;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One client's bytes sent through the proxy. Every request that reaches the server is one that a
 * strict reading finds in those bytes, in their order, with the same method, path, body and fields;
 * there are no more of them than the proxy says it relayed; and the client hears its own responses
 * in that order, and nothing else.
 */
final class RequestTrial {
  private static final Pattern TARGET = Pattern.compile("(?i)http://([^/?]*)([^#]*)");
  private static final List<String> WRITTEN_ANEW =
      List.of("host", "via", "connection", "content-length", "transfer-encoding", "te", "upgrade");

  private final String authority;
  private final Heard heard;
  private final List<Message> sent;
  private final List<Message> arrived;

  private RequestTrial(String authority, List<Message> sent, Heard heard, List<Message> arrived) {
    this.authority = authority;
    this.sent = sent;
    this.heard = heard;
    this.arrived = arrived;
  }

  /** Sends it, and gives what the client heard. */
  static Heard of(Bench bench, String bytes) throws Exception {
    Heard heard = bench.say(bytes);
    Arrivals arrivals = bench.arrivals();
    assertThat(arrivals.leftovers()).as("bytes that are no request").isEmpty();
    assertThat(arrivals.requests())
        .as("requests at the server, against those told as relayed")
        .hasSizeLessThanOrEqualTo(bench.relayed(heard));
    List<Message> sent = StrictReading.requestsAmongEmptyLines(bytes).messages();
    RequestTrial trial = new RequestTrial(bench.authority(), sent, heard, arrivals.requests());
    trial.assertThatRequestsAreThoseSent();
    trial.assertThatResponsesAreTheirs();
    return heard;
  }

  private void assertThatRequestsAreThoseSent() {
    int at = 0;
    for (Message request : arrived) {
      int found = at;
      while (found < sent.size() && !isPassedOn(sent.get(found), request)) {
        found++;
      }
      assertThat(found).as("%s among %s", request, sent).isLessThan(sent.size());
      at = found + 1;
    }
  }

  private boolean isPassedOn(Message from, Message to) {
    Matcher target = TARGET.matcher(from.target());
    return target.matches()
        && to.line().equals(List.of(from.method(), path(from, target.group(2)), "1"))
        && leadsTo(target.group(1), to.values("Host"))
        && hasBodyOf(from, to)
        && from.fields().containsAll(copied(to));
  }

  private static String path(Message request, String written) {
    if (written.isEmpty()) {
      return request.method().equals("OPTIONS") ? "*" : "/";
    }
    return written.startsWith("?") ? "/" + written : written;
  }

  /** It names this server, which the client named, and never the listed name that leads here. */
  private boolean leadsTo(String named, List<String> hosts) {
    String port = authority.substring(authority.indexOf(':'));
    String host = hosts.size() == 1 ? hosts.get(0) : "";
    return List.of("clean.test" + port, "other.test" + port).contains(host)
        && named.toLowerCase(Locale.ROOT).startsWith(host.substring(0, host.indexOf(':')));
  }

  private static boolean hasBodyOf(Message from, Message to) {
    return to.isWhole()
        ? from.isWhole() && from.body().equals(to.body())
        : from.body().startsWith(to.body());
  }

  private static List<String> copied(Message to) {
    return to.fields().stream().filter(field -> !WRITTEN_ANEW.contains(name(field))).toList();
  }

  private static String name(String field) {
    return field.substring(0, field.indexOf(':')).toLowerCase(Locale.ROOT);
  }

  private void assertThatResponsesAreTheirs() {
    assertThat(heard.ending()).as("how the client's connection ended").isNotEqualTo(Ending.NONE);
    StrictReading.Reading reading =
        StrictReading.responses(heard.bytes(), sent.stream().map(Message::method).toList());
    assertThat(reading.rest()).as("bytes behind the responses").isEmpty();
    assertThat(reading.messages()).hasSizeLessThanOrEqualTo(sent.size() + 1);
    List<String> echoes =
        reading.messages().stream()
            .filter(response -> response.values("Sekisho-Verdict").isEmpty())
            .filter(response -> response.isWhole() && !response.body().isEmpty())
            .map(Message::body)
            .toList();
    List<String> expected =
        arrived.stream()
            .filter(request -> request.isWhole() && !request.method().equals("HEAD"))
            .map(request -> request.method() + " " + request.target())
            .toList();
    assertThat(expected).as("responses in the order of requests").containsSubsequence(echoes);
  }
}
