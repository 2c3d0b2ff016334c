package io.sekisho.app.metrics;

import java.util.List;

/** What is counted about flows, and by which labels. */
enum FlowCounter {
  CONNECTIONS("connections", "Client connections accepted", "listener"),
  DECISIONS("decisions", "Verdicts", "listener", "evidence", "verdict", "action"),
  HITS("hits", "Hostile verdicts by the feed that decided", "listener", "feed", "action"),
  SUSPECTS("suspects", "Suspect verdicts by the feed of the first match", "listener", "feed"),
  REFUSALS("refusals", "Requests refused for another reason than a feed", "listener", "reason"),
  UNDECIDED("undecided", "Tunnels whose first bytes gave no name", "listener", "kind", "handling"),
  JUDGED(
      "flows.judged",
      "Requests and tunnels by how much of their destination there was to judge",
      "listener",
      "visibility",
      "reason"),
  NAMES_DISAGREE("names.disagree", "Flows that gave different names", "listener"),
  SERVER_CONNECTIONS(
      "server.connections",
      "Requests and tunnels by whether their connection to the server was new",
      "listener",
      "kind"),
  PARENT_REQUESTS(
      "parent.requests", "Requests and tunnels given to the parent proxy", "listener", "kind"),
  LIMITS(
      "limits.reached",
      "Times that a limit or time-out put an end to something",
      "listener",
      "limit"),
  DIALS("dials", "Attempts to reach a server that have ended", "listener", "outcome"),
  SUNK("sinkhole.flows", "Hostile requests and tunnels for the sinkhole", "listener", "outcome"),
  TLS_ANSWERS("tls.answers", "Hostile connections answered inside of TLS", "listener", "outcome"),
  RELAYED("flows.relayed", "Requests and tunnels passed on to a server", "listener"),
  CUT("flows.cut", "Requests and tunnels under way that were listed, and reset for it", "listener");

  private final String meter;
  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // List.of gives an immutable list
  private final List<String> labels;

  FlowCounter(String meter, String meaning, String... labels) {
    this.meter = meter;
    this.meaning = meaning;
    this.labels = List.of(labels);
  }

  String meter() {
    return meter;
  }

  String meaning() {
    return meaning;
  }

  List<String> labels() {
    return labels;
  }
}
