package io.sekisho.app.ca;

import io.sekisho.app.ca.AuthorityFileFault.Part;
import io.sekisho.proxy.ca.AuthorityFault;
import io.sekisho.proxy.ca.Certificates;
import io.sekisho.proxy.ca.KeyStoreFile;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The certificates of an authority, for whoever may not have its key. */
public record AuthorityCertificates(List<X509Certificate> all) {
  public AuthorityCertificates {
    all = List.copyOf(all);
  }

  /** Reading one kind of source. */
  @FunctionalInterface
  private interface Reading {
    List<X509Certificate> read() throws AuthorityFileFault;
  }

  /** Needs the passphrase only where a key store has them. */
  public static AuthorityCertificates read(AuthoritySettings settings) throws AuthorityFileFault {
    Reading reading =
        settings
            .source()
            .fold(
                store -> () -> keyStore(store.file(), settings),
                files -> () -> files(files.certificates()),
                own ->
                    () ->
                        files(List.of(new OwnAuthority(own.directory()).newest().certificates())));
    return new AuthorityCertificates(reading.read());
  }

  static List<X509Certificate> files(List<Path> files) throws AuthorityFileFault {
    List<X509Certificate> all = new ArrayList<>();
    for (Path file : files) {
      try {
        all.addAll(Certificates.read(SecretFile.contents(Part.CERTIFICATES, file)));
      } catch (AuthorityFault e) {
        throw AuthorityFileFault.of(Part.CERTIFICATES, file, e);
      }
    }
    return all;
  }

  private static List<X509Certificate> keyStore(Path file, AuthoritySettings settings)
      throws AuthorityFileFault {
    char[] passphrase = AuthorityLoader.passphrase(settings);
    try {
      return KeyStoreFile.read(new SecretFile(Part.KEY_STORE, file).read(), passphrase)
          .certificates();
    } catch (AuthorityFault e) {
      throw AuthorityFileFault.of(Part.KEY_STORE, file, e);
    }
  }

  /** What devices have to trust. */
  public Optional<X509Certificate> root() {
    return all.stream().filter(Certificates::isRoot).findFirst();
  }
}
