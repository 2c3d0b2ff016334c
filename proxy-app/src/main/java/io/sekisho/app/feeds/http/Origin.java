package io.sekisho.app.feeds.http;

import java.net.URI;
import java.util.Locale;

/** Scheme, host and port (RFC 6454): whom a credential is for. */
record Origin(String scheme, String host, int port) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  static Origin of(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? HTTPS : HTTP;
    return new Origin(
        scheme, uri.getHost().toLowerCase(Locale.ROOT), uri.getPort() < 0 ? usual : uri.getPort());
  }

  boolean isProtected() {
    return scheme.equals("https");
  }

  @Override
  public String toString() {
    boolean usual = port == (isProtected() ? HTTPS : HTTP);
    return scheme + "://" + host + (usual ? "" : ":" + port);
  }
}
