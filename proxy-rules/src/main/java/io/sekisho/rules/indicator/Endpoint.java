package io.sekisho.rules.indicator;

/** A host and a TCP port: what a client wants to reach, or what a feed claims to be hostile. */
public record Endpoint(Host host, int port) {
  public static final int MAX_PORT = 65_535;

  public Endpoint {
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("port " + port);
    }
  }

  /** Reads {@code host:port}; IPv6 stands in brackets, since without them the port is ambiguous. */
  public static Parsed<Endpoint> parse(CharSequence text) {
    return parse(text.toString(), 0);
  }

  /** Reads {@code host} or {@code host:port}. */
  public static Parsed<Endpoint> parseWithDefaultPort(CharSequence text, int defaultPort) {
    return parse(text.toString(), defaultPort);
  }

  private static Parsed<Endpoint> parse(String text, int defaultPort) {
    int colon = text.lastIndexOf(':');
    boolean portGiven = colon >= 0 && text.indexOf(']', colon) < 0;
    String host = portGiven ? text.substring(0, colon) : text;
    if (host.indexOf(':') >= 0 && !host.startsWith("[")) {
      return Parsed.refused(Refusal.BAD_ADDRESS);
    }
    if (!portGiven || colon == text.length() - 1) {
      return defaultPort == 0
          ? Parsed.refused(Refusal.PORT_MISSING)
          : Host.parse(host).flatMap(h -> Parsed.of(new Endpoint(h, defaultPort)));
    }
    return port(text, colon + 1)
        .flatMap(port -> Host.parse(host).flatMap(h -> Parsed.of(new Endpoint(h, port))));
  }

  private static Parsed<Integer> port(String text, int from) {
    int port = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return Parsed.refused(Refusal.BAD_PORT);
      }
      port = Math.min(10 * port + c - '0', MAX_PORT + 1);
    }
    return port < 1 || port > MAX_PORT ? Parsed.refused(Refusal.BAD_PORT) : Parsed.of(port);
  }

  @Override
  public String toString() {
    return host.inAuthority() + ":" + port;
  }
}
