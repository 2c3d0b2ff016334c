package io.sekisho.rules.indicator;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an indicator matches. */
public sealed interface Pattern {

  /** The kinds of pattern, as they are counted and shown. */
  enum Kind {
    NAME,
    EXACT_NAME,
    ADDRESS,
    PREFIX,
    ENDPOINT,
    URL,
    FINGERPRINT,
    CERTIFICATE;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public String label() {
      return label;
    }
  }

  /** A name and everything below it. */
  record SubTree(HostName name) implements Pattern {
    @Override
    public Kind kind() {
      return Kind.NAME;
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.subTree().apply(this);
    }

    @Override
    public String toString() {
      return "*." + name;
    }
  }

  /** A name alone. */
  record ExactName(HostName name) implements Pattern {
    @Override
    public Kind kind() {
      return Kind.EXACT_NAME;
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.exactName().apply(this);
    }

    @Override
    public String toString() {
      return name.toString();
    }
  }

  /** Every address in a prefix, on any port; a prefix of full length is one address. */
  record Addresses(AddressPrefix prefix) implements Pattern {
    @Override
    public Kind kind() {
      return prefix.isSingle() ? Kind.ADDRESS : Kind.PREFIX;
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.addresses().apply(this);
    }

    @Override
    public String toString() {
      return prefix.toString();
    }
  }

  /** One host on one port; a name here stands for itself alone. */
  record Socket(Endpoint endpoint) implements Pattern {
    @Override
    public Kind kind() {
      return Kind.ENDPOINT;
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.socket().apply(this);
    }

    @Override
    public String toString() {
      return endpoint.toString();
    }
  }

  /**
   * A host and the beginning of a path. It matches only where the path is visible, and never stands
   * for the host as a whole.
   *
   * @param port null where the indicator names none: then any port matches
   * @param path begins with {@code /} and holds more than that
   */
  record Url(Host host, @Nullable Integer port, String path) implements Pattern {
    public Url {
      if (!path.startsWith("/") || path.length() < 2) {
        throw new IllegalArgumentException("a URL indicator needs a path: " + path);
      }
    }

    @Override
    public Kind kind() {
      return Kind.URL;
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.url().apply(this);
    }

    @Override
    public String toString() {
      return host.inAuthority() + (port == null ? "" : ":" + port) + path;
    }
  }

  /** A certificate that a server shows, wherever the server is. */
  record Certificate(CertificateFingerprint fingerprint) implements Pattern {
    @Override
    public Kind kind() {
      return Kind.CERTIFICATE;
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.certificate().apply(this);
    }

    @Override
    public String toString() {
      return fingerprint.toString();
    }
  }

  /** How a client greets in TLS, wherever it connects to. */
  record Fingerprint(TlsClientFingerprint client) implements Pattern {
    @Override
    public Kind kind() {
      return Kind.FINGERPRINT;
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.fingerprint().apply(this);
    }

    @Override
    public String toString() {
      return client.toString();
    }
  }

  /** One branch per kind of pattern; a new kind adds a component, and no caller compiles. */
  record Cases<R>(
      Function<SubTree, R> subTree,
      Function<ExactName, R> exactName,
      Function<Addresses, R> addresses,
      Function<Socket, R> socket,
      Function<Url, R> url,
      Function<Certificate, R> certificate,
      Function<Fingerprint, R> fingerprint) {}

  Kind kind();

  <R> R fold(Cases<R> cases);
}
