package io.sekisho.rules.match.key;

import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.TlsClientFingerprint;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * How patterns are written as keys. A key begins with its kind.
 *
 * <pre>
 * endpoint     ENDPOINT host port
 * URL          URL host canonical-path 0 port [path]
 * certificate  CERTIFICATE sha1
 * fingerprint  JA3 md5, or JA4 text
 * host         NAME text 0, or ADDRESS and 16 bytes
 * port         2 bytes; 0 is any
 * </pre>
 *
 * <p>The path as it was listed follows only where it is not canonical. A URL is looked up by what
 * stands before it.
 */
final class PatternKey {
  static final int ENDPOINT = 1;
  static final int URL = 2;
  static final int CERTIFICATE = 3;
  static final int JA3 = 4;
  static final int JA4 = 5;

  static final int PORT_BYTES = 2;
  private static final int NAME = 1;
  private static final int ADDRESS = 2;
  private static final int ADDRESS_BYTES = 16;
  private static final IpAddress UNSPECIFIED = IpAddress.v6(0, 0);

  private PatternKey() {}

  /**
   * Writes the key of a pattern.
   *
   * @throws IllegalArgumentException if the pattern is not of a kind that is found by a key
   */
  static void write(Pattern pattern, KeyBytes to) {
    to.clear();
    pattern.fold(
        new Pattern.Cases<>(
            subTree -> refuse(pattern),
            exactName -> refuse(pattern),
            prefix -> refuse(pattern),
            socket -> endpoint(socket.endpoint(), to),
            url -> url(url, to),
            certificate -> certificate(certificate.fingerprint(), to),
            fingerprint -> client(fingerprint.client(), to)));
  }

  private static KeyBytes refuse(Pattern pattern) {
    throw new IllegalArgumentException(pattern.kind() + " has no key");
  }

  static KeyBytes endpoint(Endpoint endpoint, KeyBytes to) {
    return host(endpoint.host(), to.put(ENDPOINT)).putShort(endpoint.port());
  }

  private static KeyBytes url(Pattern.Url url, KeyBytes to) {
    String canonical = UrlPath.canonical(url.path());
    Integer port = url.port();
    host(url.host(), to.put(URL)).putText(canonical).put(0).putShort(port == null ? 0 : port);
    return canonical.equals(url.path()) ? to : to.putText(url.path());
  }

  static KeyBytes certificate(CertificateFingerprint certificate, KeyBytes to) {
    return to.put(CERTIFICATE).putHex(certificate.sha1());
  }

  static KeyBytes client(TlsClientFingerprint client, KeyBytes to) {
    return switch (client.kind()) {
      case JA3 -> to.put(JA3).putHex(client.text());
      case JA4 -> to.put(JA4).putText(client.text());
    };
  }

  static KeyBytes host(Host host, KeyBytes to) {
    String name = host.fold(HostName::ascii, own -> "");
    if (!name.isEmpty()) {
      return to.put(NAME).putText(name).put(0);
    }
    IpAddress address = host.fold(own -> UNSPECIFIED, own -> own);
    return to.put(ADDRESS).putLong(address.high()).putLong(address.low());
  }

  /** The pattern whose key this is. */
  static Pattern read(byte[] key, int length) {
    return switch (key[0]) {
      case ENDPOINT -> {
        int end = hostEnd(key);
        yield new Pattern.Socket(new Endpoint(readHost(key, end), port(key, end)));
      }
      case URL -> readUrl(key, length);
      case CERTIFICATE -> new Pattern.Certificate(new CertificateFingerprint(hex(key, length)));
      case JA3 ->
          new Pattern.Fingerprint(
              new TlsClientFingerprint(TlsClientFingerprint.Kind.JA3, hex(key, length)));
      case JA4 ->
          new Pattern.Fingerprint(
              new TlsClientFingerprint(
                  TlsClientFingerprint.Kind.JA4, KeyBytes.text(key, 1, length)));
      default -> throw new IllegalArgumentException("kind " + key[0]);
    };
  }

  private static Pattern readUrl(byte[] key, int length) {
    int host = hostEnd(key);
    int path = pathEnd(key);
    int match = path + 1 + PORT_BYTES;
    int port = port(key, path + 1);
    return new Pattern.Url(
        readHost(key, host),
        port == 0 ? null : port,
        match == length ? KeyBytes.text(key, host, path) : KeyBytes.text(key, match, length));
  }

  private static Host readHost(byte[] key, int end) {
    if (key[1] == NAME) {
      return new HostName(KeyBytes.text(key, 2, end - 1));
    }
    ByteBuffer address = ByteBuffer.wrap(key, 2, ADDRESS_BYTES);
    return new IpAddress(address.getLong(), address.getLong());
  }

  private static String hex(byte[] key, int length) {
    return HexFormat.of().formatHex(key, 1, length);
  }

  private static int port(byte[] key, int at) {
    return (key[at] & 0xff) << 8 | (key[at + 1] & 0xff);
  }

  /** Where the host of an endpoint or a URL ends. */
  static int hostEnd(byte[] key) {
    return key[1] == NAME ? zero(key, 2) + 1 : 2 + ADDRESS_BYTES;
  }

  /** How much of a key is what it is looked up by. */
  static int matchLength(byte[] key, int length) {
    return key[0] == URL ? pathEnd(key) + 1 + PORT_BYTES : length;
  }

  /** Where the canonical path of a URL ends. */
  static int pathEnd(byte[] url) {
    return zero(url, hostEnd(url));
  }

  private static int zero(byte[] key, int from) {
    int at = from;
    while (key[at] != 0) {
      at++;
    }
    return at;
  }

  /**
   * Whether a listed path could end before {@code at}, so that it covers the whole: there or just
   * before a segment, the query, the fragment or a parameter begins.
   */
  static boolean isBoundary(byte[] path, int from, int at, int end) {
    return at - from > 1 && (at == end || path[at - 1] == '/' || "/?#;".indexOf(path[at]) >= 0);
  }
}
