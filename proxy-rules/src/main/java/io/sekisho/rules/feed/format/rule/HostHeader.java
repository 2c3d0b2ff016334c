package io.sekisho.rules.feed.format.rule;

import io.sekisho.rules.feed.format.rule.RuleContent.Buffer;
import java.util.List;
import java.util.Locale;

/**
 * The host of a rule for Snort 2, which has no buffer for it: {@code content:"Host: x";
 * http_header} , or {@code content:"x"; content:"Host"; http_header}.
 */
final class HostHeader {
  private static final String NAME = "host";

  private HostHeader() {}

  static List<RuleContent> in(List<RuleContent> headers, List<RuleContent> packet) {
    if (headers.size() != 1 || packet.size() > 1) {
      return List.of();
    }
    String header = headers.get(0).text().toLowerCase(Locale.ROOT).strip();
    if (!header.startsWith(NAME)) {
      return List.of();
    }
    String rest = header.substring(NAME.length());
    String host = rest.startsWith(":") ? rest.substring(1).strip() : rest;
    if (host.isEmpty()) {
      return packet;
    }
    return packet.isEmpty() && rest.startsWith(":") && !headers.get(0).isNegated()
        ? List.of(RuleContent.plain(host, Buffer.HOST))
        : List.of();
  }
}
