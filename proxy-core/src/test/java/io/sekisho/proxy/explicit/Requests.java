package io.sekisho.proxy.explicit;

/** Requests as ordinary clients write them. */
final class Requests {
  private Requests() {}

  static String get(String authority) {
    return get(authority, "/");
  }

  static String get(String authority, String path) {
    return with("GET", authority, path, "");
  }

  /** A request with more fields, each ended by CR LF. */
  static String with(String method, String authority, String path, String fields) {
    return method
        + " http://"
        + authority
        + path
        + " HTTP/1.1\r\nHost: "
        + authority
        + "\r\n"
        + fields
        + "\r\n";
  }

  static String connect(String authority) {
    return "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n";
  }
}
