package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.Parsed;
import io.sekisho.rules.indicator.Pattern;
import java.util.Locale;
import java.util.Optional;

/**
 * A destination as lists write it: name, wildcard, address, prefix, host and port, or URL.
 *
 * <ul>
 *   <li>A name stands for itself and everything below it, with or without {@code *.} or {@code .}
 *       before it. One label alone is rejected; {@code *.label} is a whole top-level domain, asked
 *       for in so many words.
 *   <li>A path makes it a URL, which never stands for its host. {@code http://host/} is the host on
 *       that scheme's port; {@code host/} without scheme or port is rejected.
 *   <li>Address text is canonical: a bare number or a padded part is no address in a list, however
 *       clients would read it.
 * </ul>
 */
final class Destination {
  private static final int NO_PORT = 0;
  private static final int UNKNOWN_SCHEME = -1;

  private final FeedLine line;
  private final String text;

  private Destination(FeedLine line, String text) {
    this.line = line;
    this.text = text;
  }

  /** Reads {@code text}, a part of {@code line}. */
  static FeedEntry read(FeedLine line, String text) {
    return new Destination(line, text).read();
  }

  /** Reads an address with or without a prefix length. */
  static Parsed<AddressPrefix> prefix(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    return Authority.address(address).flatMap(ignored -> AddressPrefix.parse(text));
  }

  private FeedEntry read() {
    int mark = firstMark();
    if (mark == text.length()) {
      return text.startsWith("*.") || text.startsWith(".") ? wildcard() : host();
    }
    if (text.startsWith("://", mark)) {
      return withScheme(mark);
    }
    int path = pathStart(mark);
    if (path == 0) {
      return line.rejected(RejectReason.PATH_WITHOUT_HOST);
    }
    if (path == text.length()) {
      return Authority.parse(text).fold(this::authority, line::rejected);
    }
    return isPrefixLength(path) ? addresses() : withPath(0, path, NO_PORT);
  }

  /** Where the first of {@code : / ?} stands. */
  private int firstMark() {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':' || c == '/' || c == '?') {
        return i;
      }
    }
    return text.length();
  }

  private int pathStart(int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '/' && text.charAt(at) != '?') {
      at++;
    }
    return at;
  }

  /** Some lists put the wildcard before addresses too, where it can mean nothing else. */
  private FeedEntry wildcard() {
    return Authority.host(text.substring(text.charAt(0) == '*' ? 2 : 1))
        .fold(
            host -> host.fold(name -> line.claim(new Pattern.SubTree(name)), this::single),
            line::rejected);
  }

  private FeedEntry host() {
    Optional<HostName> plain = PlainName.of(text);
    return plain.isPresent()
        ? name(plain.get())
        : Authority.host(text).fold(this::host, line::rejected);
  }

  private FeedEntry host(Host host) {
    return host.fold(this::name, this::single);
  }

  private FeedEntry authority(Authority authority) {
    Integer port = authority.port();
    return port == null ? host(authority.host()) : socket(authority.host(), port);
  }

  private FeedEntry socket(Host host, int port) {
    return line.claim(new Pattern.Socket(new Endpoint(host, port)));
  }

  private FeedEntry name(HostName name) {
    return name.ascii().indexOf('.') < 0
        ? line.rejected(RejectReason.SINGLE_LABEL)
        : line.claim(new Pattern.SubTree(name));
  }

  private FeedEntry single(IpAddress address) {
    return line.claim(new Pattern.Addresses(AddressPrefix.of(address)));
  }

  private FeedEntry addresses() {
    return prefix(text).fold(p -> line.claim(new Pattern.Addresses(p)), line::rejected);
  }

  private boolean isPrefixLength(int slash) {
    int digits = text.length() - slash - 1;
    for (int i = slash + 1; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return digits > 0
        && digits <= 3
        && Authority.address(text.substring(0, slash)).accepted().isPresent();
  }

  private FeedEntry withScheme(int colon) {
    int port = defaultPort(text.substring(0, colon).toLowerCase(Locale.ROOT));
    int from = colon + 3;
    return port == UNKNOWN_SCHEME
        ? line.rejected(RejectReason.UNKNOWN_SCHEME)
        : withPath(from, pathStart(from), port);
  }

  private static int defaultPort(String scheme) {
    return switch (scheme) {
      case "http", "ws" -> 80;
      case "https", "wss" -> 443;
      case "tcp" -> NO_PORT;
      default -> UNKNOWN_SCHEME;
    };
  }

  private FeedEntry withPath(int from, int path, int defaultPort) {
    Parsed<Authority> authority = Authority.parse(text.substring(from, path));
    String visible = withoutFragment(text.substring(path));
    return visible.length() < 2
        ? authority.fold(a -> site(a, defaultPort), line::rejected)
        : authority.fold(a -> url(a, visible), line::rejected);
  }

  /** A fragment never leaves the client (RFC 9110, 7.1), so with it nothing would match. */
  private static String withoutFragment(String path) {
    int fragment = path.indexOf('#');
    return fragment < 0 ? path : path.substring(0, fragment);
  }

  private FeedEntry site(Authority authority, int defaultPort) {
    Integer named = authority.port();
    int port = named == null ? defaultPort : named;
    return port == NO_PORT ? line.rejected(RejectReason.ROOT_PATH) : socket(authority.host(), port);
  }

  private FeedEntry url(Authority authority, String path) {
    String rooted = path.startsWith("/") ? path : "/" + path;
    return line.claim(new Pattern.Url(authority.host(), authority.port(), rooted));
  }
}
