package io.sekisho.app.ca;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Where the authority's key and certificates are. */
public sealed interface AuthoritySource {

  /** One branch per kind. */
  <R> R fold(
      Function<KeyStore, R> keyStore, Function<KeyAndCertificates, R> files, Function<Own, R> own);

  /** A PKCS #12 file with both. */
  record KeyStore(Path file) implements AuthoritySource {
    @Override
    public <R> R fold(
        Function<KeyStore, R> keyStore,
        Function<KeyAndCertificates, R> files,
        Function<Own, R> own) {
      return keyStore.apply(this);
    }
  }

  /** A PKCS #8 key, and files of certificates. */
  record KeyAndCertificates(Path key, List<Path> certificates) implements AuthoritySource {
    public KeyAndCertificates {
      certificates = List.copyOf(certificates);
    }

    @Override
    public <R> R fold(
        Function<KeyStore, R> keyStore,
        Function<KeyAndCertificates, R> files,
        Function<Own, R> own) {
      return files.apply(this);
    }
  }

  /** The directory in which {@code sekisho ca} keeps what it made. */
  record Own(Path directory) implements AuthoritySource {
    @Override
    public <R> R fold(
        Function<KeyStore, R> keyStore,
        Function<KeyAndCertificates, R> files,
        Function<Own, R> own) {
      return own.apply(this);
    }
  }
}
