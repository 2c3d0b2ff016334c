package io.sekisho.app.metrics;

/** What is shown of each listener as it is now. */
enum FlowGauge {
  CONNECTIONS("connections.open", "Client connections that are open"),
  CONNECTIONS_LIMIT("connections.limit", "How many of them there may be"),
  DIALS("dials.pending", "Servers that are being looked up or dialled"),
  DIALS_LIMIT("dials.pending.limit", "How many of them there may be"),
  HELD_LIMIT("answers.held.limit", "How many clients may be kept waiting for an answer");

  private final String meter;
  private final String meaning;

  FlowGauge(String meter, String meaning) {
    this.meter = meter;
    this.meaning = meaning;
  }

  String meter() {
    return meter;
  }

  String meaning() {
    return meaning;
  }
}
