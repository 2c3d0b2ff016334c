package io.sekisho.proxy;

import java.time.Duration;

/**
 * Every limit and time-out of the data plane, by name.
 *
 * @param requestLine longest request line or status line, in bytes
 * @param headerSection longest header or trailer section, in bytes
 * @param headerFields most fields in a header or trailer section
 * @param headerTime from the first byte of a request to the end of its header section
 * @param idleTime an idle kept-alive client connection is closed after this
 * @param transferIdleTime an exchange in which no byte moved is ended after this
 * @param tunnelIdleTime a tunnel in which no byte moved is ended after this
 * @param responseTime from the end of a request to the header section of its response
 * @param connectTime for all attempts to reach a server together
 * @param helloBytes longest ClientHello, records and all, in bytes
 * @param helloTime from the first byte of a ClientHello to its end
 * @param certificateBytes longest answer of a server up to the end of its certificate, in bytes
 * @param certificateNames most names of a certificate that are judged
 * @param silentTime a tunnel whose client has sent nothing by then is {@link Undecided#SILENT}
 * @param idleServers most connections to servers that wait for another request
 * @param serverIdleTime such a connection is closed after this
 * @param held most bytes kept for a peer that cannot take them yet, in each direction
 * @param connections of clients
 * @param pendingDials attempts to reach a server, look-ups included
 * @param tlsAnswers hostile connections that are answered inside of TLS
 * @param holding of clients that are dropped or answered slowly
 */
public record Limits(
    int requestLine,
    int headerSection,
    int headerFields,
    Duration headerTime,
    Duration idleTime,
    Duration transferIdleTime,
    Duration tunnelIdleTime,
    Duration responseTime,
    Duration connectTime,
    int helloBytes,
    Duration helloTime,
    int certificateBytes,
    int certificateNames,
    Duration silentTime,
    int idleServers,
    Duration serverIdleTime,
    int held,
    Quota connections,
    Quota pendingDials,
    Quota tlsAnswers,
    Holding holding) {

  public static final Limits DEFAULTS =
      new Limits(
          8 * 1024,
          64 * 1024,
          200,
          Duration.ofSeconds(30),
          Duration.ofSeconds(120),
          Duration.ofMinutes(15),
          Duration.ofMinutes(15),
          Duration.ofMinutes(5),
          Duration.ofSeconds(10),
          16 * 1024,
          Duration.ofSeconds(10),
          64 * 1024,
          100,
          Duration.ofSeconds(2),
          1024,
          Duration.ofSeconds(30),
          64 * 1024,
          new Quota(20_000, 10_000),
          new Quota(5_000, 2_000),
          new Quota(500, 100),
          Holding.DEFAULTS);

  /**
   * How many clients may be kept waiting: never more than half of the connections, rounded up, so
   * that they leave room for clients that have done nothing wrong.
   */
  public Quota heldAnswers() {
    Quota most = holding.answers();
    return new Quota(
        Math.min(most.inAll(), half(connections.inAll())),
        Math.min(most.perClient(), half(connections.perClient())));
  }

  private static int half(int count) {
    return count / 2 + count % 2;
  }
}
