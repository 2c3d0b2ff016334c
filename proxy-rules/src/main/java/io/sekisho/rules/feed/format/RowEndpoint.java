package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Parsed;
import io.sekisho.rules.indicator.Pattern;

/** A host and a port that stand in fields of their own. */
final class RowEndpoint {
  private RowEndpoint() {}

  static FeedEntry read(CsvRow row, String host, String port) {
    if (port.isEmpty()) {
      return row.line().rejected(RejectReason.PORT_MISSING);
    }
    return parse(host, port)
        .fold(endpoint -> row.line().claim(new Pattern.Socket(endpoint)), row.line()::rejected);
  }

  static boolean isAddressed(String host, String port) {
    return Authority.address(host).accepted().isPresent()
        && parse(host, port).accepted().isPresent();
  }

  private static Parsed<Endpoint> parse(String host, String port) {
    String bracketed = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    return Authority.host(bracketed).flatMap(known -> Endpoint.parse(bracketed + ":" + port));
  }
}
