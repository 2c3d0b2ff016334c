package io.sekisho.rules.match.key;

import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.TlsClientFingerprint;
import io.sekisho.rules.match.table.HashKey;
import org.jspecify.annotations.Nullable;

/**
 * What is looked up by key, and its keyed hashes, computed once for any number of tables and as far
 * as one of them asks. Used again and again by one thread.
 */
public final class KeyWalk {
  private final KeyHash hash;
  private final KeyBytes key = new KeyBytes();
  private final KeyBytes url = new KeyBytes();
  private @Nullable String path;
  private int port;
  private int pathStart;
  private long keyHash;
  private long hostHash;

  /** How far the path was hashed, and to what. */
  private int reached;

  private long reachedHash;

  public KeyWalk(HashKey key) {
    this.hash = new KeyHash(key);
  }

  /** A destination, with the path that is asked of it there where that is visible. */
  public KeyWalk to(Endpoint destination, @Nullable String visited) {
    PatternKey.endpoint(destination, key.clear());
    int host = key.length() - PatternKey.PORT_BYTES;
    long start = hash.ofNext(0, key.array(), 1, host);
    port = destination.port();
    keyHash = hash.ofPort(hash.ofStart(PatternKey.ENDPOINT, start), port);
    hostHash = visited == null ? 0 : hash.ofStart(PatternKey.URL, start);
    path = visited;
    url.clear();
    pathStart = host;
    return this;
  }

  public KeyWalk to(CertificateFingerprint certificate) {
    return whole(PatternKey.certificate(certificate, key.clear()));
  }

  public KeyWalk to(TlsClientFingerprint client) {
    return whole(PatternKey.client(client, key.clear()));
  }

  private KeyWalk whole(KeyBytes written) {
    keyHash = hash.ofKey(written.array(), written.length());
    path = null;
    return this;
  }

  /** The key that is looked up as a whole: an endpoint, a certificate or a fingerprint. */
  KeyBytes key() {
    return key;
  }

  /** The hash of what is looked up as a whole. */
  public long keyHash() {
    return keyHash;
  }

  /** Whether URLs may match. */
  public boolean hasPath() {
    return path != null;
  }

  /** The hash of the host, as URLs on it begin with. */
  public long hostHash() {
    return hostHash;
  }

  /** The port of the destination. */
  public int port() {
    return port;
  }

  /** Begins at the root of the path. */
  public void toRoot() {
    if (url.length() == 0 && path != null) {
      writeUrl(UrlPath.canonical(path));
    }
    reached = pathStart;
    reachedHash = hostHash;
  }

  private void writeUrl(String canonical) {
    url.put(PatternKey.URL);
    for (int i = 1; i < pathStart; i++) {
      url.put(key.array()[i]);
    }
    url.putText(canonical);
  }

  /** Goes to the next boundary of the path; false behind its end. */
  public boolean nextBoundary() {
    int end = url.length();
    for (int at = reached + 1; at <= end; at++) {
      if (PatternKey.isBoundary(url.array(), pathStart, at, end)) {
        reachedHash = hash.ofNext(reachedHash, url.array(), reached, at);
        reached = at;
        return true;
      }
    }
    return false;
  }

  /** The hash of the path up to the boundary. */
  public long boundaryHash() {
    return reachedHash;
  }

  /** With a port behind it, 0 for any. */
  public long boundaryHash(int withPort) {
    return hash.ofPort(reachedHash, withPort);
  }

  /** The key of a URL with this path and perhaps more. */
  KeyBytes url() {
    return url;
  }

  /** How many bytes of {@link #url} reach to the boundary. */
  int reached() {
    return reached;
  }
}
