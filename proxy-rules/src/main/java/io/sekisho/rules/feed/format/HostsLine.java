package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.Pattern;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A line of {@code hosts}: a sink address and the names that it blocks, each of them alone. Lines
 * that map a name to any other address are of a hosts file that blocks nothing.
 */
final class HostsLine implements LineParser {
  private static final Set<String> LOCAL_NAMES =
      Set.of(
          "localhost",
          "localhost.localdomain",
          "localhost4",
          "localhost4.localdomain4",
          "localhost6",
          "localhost6.localdomain6",
          "local",
          "loopback",
          "broadcasthost",
          "ip6-localhost",
          "ip6-loopback",
          "ip6-localnet",
          "ip6-mcastprefix",
          "ip6-allnodes",
          "ip6-allrouters",
          "ip6-allhosts",
          "0.0.0.0",
          "127.0.0.1",
          "255.255.255.255",
          "::",
          "::1");

  @Override
  public void parse(FeedLine line, Consumer<FeedEntry> entries) {
    if (line.isBlankOrComment()) {
      return;
    }
    String sink = line.firstWord();
    int at = FeedLine.skipSpace(line.text(), sink.length());
    if (at == sink.length() || line.endsAt(at)) {
      entries.accept(line.rejected(RejectReason.NOT_A_SINK));
      return;
    }
    boolean sunk = isSink(sink);
    while (!line.endsAt(at)) {
      int end = FeedLine.wordEnd(line.text(), at);
      entries.accept(entry(line, line.text().substring(at, end), sunk));
      at = FeedLine.skipSpace(line.text(), end);
    }
  }

  /** Whether a line looks like one of this format: a sink and something behind it. */
  static boolean isOne(FeedLine line) {
    String word = line.firstWord();
    return !line.endsAt(word.length()) && isSink(word);
  }

  /** Whether {@code text} is an address that hosts files sink names to: unspecified or loopback. */
  static boolean isSink(String text) {
    return Authority.address(text).fold(HostsLine::isSink, reason -> false);
  }

  private static boolean isSink(IpAddress address) {
    long v4 = address.low() & 0xffff_ffffL;
    return address.isV4()
        ? v4 == 0 || v4 >>> 24 == 127
        : address.high() == 0 && address.low() <= 1 && address.low() >= 0;
  }

  private static FeedEntry entry(FeedLine line, String word, boolean sunk) {
    if (LOCAL_NAMES.contains(word.toLowerCase(Locale.ROOT))) {
      return line.rejected(RejectReason.LOCALHOST);
    }
    return sunk
        ? Authority.host(word)
            .fold(
                host -> host.fold(name -> exact(line, name), a -> single(line, a)), line::rejected)
        : line.rejected(RejectReason.NOT_A_SINK);
  }

  private static FeedEntry exact(FeedLine line, HostName name) {
    return name.ascii().indexOf('.') < 0
        ? line.rejected(RejectReason.SINGLE_LABEL)
        : line.claim(new Pattern.ExactName(name));
  }

  private static FeedEntry single(FeedLine line, IpAddress address) {
    return line.claim(new Pattern.Addresses(AddressPrefix.of(address)));
  }
}
