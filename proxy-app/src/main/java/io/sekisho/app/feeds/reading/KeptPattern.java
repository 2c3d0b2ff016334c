package io.sekisho.app.feeds.reading;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.TlsClientFingerprint;
import org.jspecify.annotations.Nullable;

/**
 * A pattern as it lies in a file.
 *
 * @param text of a URL its host
 * @param port of a URL that names one
 * @param path of a URL
 */
record KeptPattern(Sort sort, String text, @Nullable Integer port, @Nullable String path) {
  private static final Pattern.Cases<KeptPattern> CASES =
      new Pattern.Cases<>(
          subTree -> of(Sort.SUB_TREE, subTree.name()),
          exactName -> of(Sort.EXACT_NAME, exactName.name()),
          addresses -> of(Sort.ADDRESSES, addresses.prefix()),
          socket -> of(Sort.SOCKET, socket.endpoint()),
          url -> new KeptPattern(Sort.URL, url.host().inAuthority(), url.port(), url.path()),
          certificate -> of(Sort.CERTIFICATE, certificate.fingerprint().sha1()),
          fingerprint -> of(Sort.FINGERPRINT, fingerprint.client().text()));

  /** The cases of a pattern. */
  enum Sort {
    SUB_TREE,
    EXACT_NAME,
    ADDRESSES,
    SOCKET,
    URL,
    CERTIFICATE,
    FINGERPRINT
  }

  private static KeptPattern of(Sort sort, Object text) {
    return new KeptPattern(sort, text.toString(), null, null);
  }

  static KeptPattern of(Pattern pattern) {
    return pattern.fold(CASES);
  }

  /**
   * What it was.
   *
   * @throws RuntimeException where it is none
   */
  Pattern pattern() {
    return switch (sort) {
      case SUB_TREE -> new Pattern.SubTree(new HostName(text));
      case EXACT_NAME -> new Pattern.ExactName(new HostName(text));
      case ADDRESSES -> new Pattern.Addresses(AddressPrefix.parse(text).orElseThrow());
      case SOCKET -> new Pattern.Socket(Endpoint.parse(text).orElseThrow());
      case URL -> new Pattern.Url(Host.parse(text).orElseThrow(), port, path == null ? "" : path);
      case CERTIFICATE -> new Pattern.Certificate(new CertificateFingerprint(text));
      case FINGERPRINT -> new Pattern.Fingerprint(TlsClientFingerprint.parse(text).orElseThrow());
    };
  }
}
