package io.sekisho.app.feeds.http;

import io.sekisho.app.feeds.http.HttpSource.Protection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.jspecify.annotations.Nullable;

/** One download into a directory of its own, by loopback alone. */
record Fetch(Path directory, HttpSource source) {

  static Fetch of(URI uri, Path directory) {
    return new Fetch(directory, HttpSource.plain(uri, Protection.INSECURE));
  }

  Fetch protectedOnly() {
    return with(source.credential(), source.proxy(), source.authority(), Protection.TLS_ONLY);
  }

  Fetch showing(Credential credential) {
    return with(credential, source.proxy(), source.authority(), source.protection());
  }

  Fetch by(HttpProxy proxy) {
    return with(source.credential(), proxy, source.authority(), source.protection());
  }

  Fetch trusting(Path authority) {
    return with(source.credential(), source.proxy(), authority, source.protection());
  }

  Fetch within(Duration timeout) {
    return new Fetch(
        directory,
        new HttpSource(
            source.uri(),
            source.protection(),
            source.credential(),
            source.proxy(),
            source.authority(),
            timeout));
  }

  private Fetch with(
      @Nullable Credential credential,
      @Nullable HttpProxy proxy,
      @Nullable Path authority,
      Protection protection) {
    return new Fetch(
        directory,
        new HttpSource(source.uri(), protection, credential, proxy, authority, source.timeout()));
  }

  Path file() {
    return directory.resolve("download.part");
  }

  Download get() {
    return get(Validators.NONE);
  }

  Download get(Validators known) {
    return download().get(known, file());
  }

  HttpDownload download() {
    return new HttpDownload(source, SystemDefaultDnsResolver.INSTANCE, InstantSource.system());
  }

  /** What came of it, in words. */
  String told() {
    return told(get());
  }

  String told(Download download) {
    return download.fold(
        fresh -> "fresh: " + text(), unchanged -> "unchanged", bad -> bad.failure().toString());
  }

  String text() {
    try {
      return Files.readString(file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
