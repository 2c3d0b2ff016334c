package io.sekisho.rules.feed.format;

import java.util.Set;
import java.util.function.Consumer;

/**
 * A line of {@code dnsmasq}: {@code address=/x/0.0.0.0}, {@code local=/x/} or {@code server=/x/},
 * each with one name or several; a name stands for itself and everything below it. {@code
 * server=/x/#} sends a name to the usual servers, and exempts it.
 */
final class DnsmasqLine implements LineParser {
  private static final String USUAL_SERVERS = "#";

  /** Options that name destinations, and refuse none. */
  private static final Set<String> OTHER_OPTIONS =
      Set.of(
          "addn-hosts",
          "alias",
          "auth-zone",
          "bogus-nxdomain",
          "cname",
          "conf-dir",
          "conf-file",
          "domain",
          "host-record",
          "hostsdir",
          "ignore-address",
          "interface",
          "ipset",
          "listen-address",
          "mx-host",
          "nftset",
          "ptr-record",
          "rebind-domain-ok",
          "rev-server",
          "srv-host",
          "synth-domain",
          "txt-record");

  @Override
  public void parse(FeedLine line, Consumer<FeedEntry> entries) {
    if (line.isBlankOrComment()) {
      return;
    }
    int equals = line.text().indexOf('=');
    String option = equals < 0 ? line.text() : line.text().substring(0, equals).strip();
    String value = equals < 0 ? "" : value(line.text(), equals + 1);
    switch (option) {
      case "address" -> names(line, value, entries, DnsmasqLine::ofAddress);
      case "local", "server" -> names(line, value, entries, DnsmasqLine::ofServer);
      default -> entries.accept(line.rejected(reasonFor(option)));
    }
  }

  /** What stands behind {@code =}; white space and {@code #} begin a comment. */
  private static String value(String text, int from) {
    String value = text.substring(from).strip();
    for (int i = 1; i < value.length(); i++) {
      if (value.charAt(i) == '#' && value.charAt(i - 1) <= ' ') {
        return value.substring(0, i).strip();
      }
    }
    return value;
  }

  private static RejectReason reasonFor(String option) {
    return OTHER_OPTIONS.contains(option)
        ? RejectReason.UNSUPPORTED_OPTION
        : RejectReason.UNKNOWN_DIRECTIVE;
  }

  /** What is done with the names, by what stands behind the last slash. */
  private interface Answers {
    FeedEntry entry(FeedLine line, FeedEntry name, String answer);
  }

  private static void names(
      FeedLine line, String value, Consumer<FeedEntry> entries, Answers answers) {
    int last = value.lastIndexOf('/');
    if (!value.startsWith("/") || last == 0) {
      entries.accept(line.rejected(RejectReason.MISSING_FIELD));
      return;
    }
    String answer = value.substring(last + 1);
    for (String name : value.substring(1, last).split("/", -1)) {
      entries.accept(answers.entry(line, name(line, name), answer));
    }
  }

  /** {@code #} stands for every name there is. */
  private static FeedEntry name(FeedLine line, String text) {
    return text.equals("#") ? line.rejected(RejectReason.WILDCARD) : DnsName.subTree(line, text);
  }

  private static FeedEntry ofAddress(FeedLine line, FeedEntry name, String address) {
    if (address.isEmpty() || address.equals("#") || HostsLine.isSink(address)) {
      return name;
    }
    return Authority.address(address)
        .fold(found -> line.rejected(RejectReason.LOCAL_DATA), line::rejected);
  }

  private static FeedEntry ofServer(FeedLine line, FeedEntry name, String server) {
    if (server.isEmpty()) {
      return name;
    }
    return server.equals(USUAL_SERVERS)
        ? name.mapClaim(FeedEntry.Claim::exempted)
        : line.rejected(RejectReason.UNSUPPORTED_OPTION);
  }
}
