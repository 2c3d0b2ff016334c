package io.sekisho.app.ca;

import io.sekisho.app.ca.AuthorityFileFault.Part;
import io.sekisho.proxy.ca.AuthorityFault;
import io.sekisho.proxy.ca.CertificateAuthority;
import io.sekisho.proxy.ca.KeyStoreFile;
import io.sekisho.proxy.ca.PrivateKeys;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** Reads an authority from its files. */
public final class AuthorityLoader {
  private final char[] passphrase;

  /**
   * @param passphrase empty where there is none
   */
  public AuthorityLoader(char[] passphrase) {
    this.passphrase = passphrase.clone();
  }

  /** With the passphrase that a configuration names. */
  public static CertificateAuthority load(AuthoritySettings settings) throws AuthorityFileFault {
    return new AuthorityLoader(passphrase(settings)).load(settings.source());
  }

  /** What a configuration names; empty where it names none. */
  public static char[] passphrase(AuthoritySettings settings) throws AuthorityFileFault {
    Path file = settings.passphraseFile();
    return file == null ? new char[0] : passphrase(file);
  }

  public static char[] passphrase(Path file) throws AuthorityFileFault {
    return new SecretFile(Part.PASSPHRASE, file).firstLine();
  }

  public CertificateAuthority load(AuthoritySource source) throws AuthorityFileFault {
    Loading loading =
        source.fold(
            store -> () -> keyStore(store.file()),
            files -> () -> files(files.key(), files.certificates()),
            own -> () -> own(new OwnAuthority(own.directory())));
    return loading.load();
  }

  /** Reading one kind of source. */
  @FunctionalInterface
  private interface Loading {
    CertificateAuthority load() throws AuthorityFileFault;
  }

  private CertificateAuthority own(OwnAuthority own) throws AuthorityFileFault {
    OwnAuthority.Entry newest = own.newest();
    return files(newest.key(), List.of(newest.certificates()));
  }

  private CertificateAuthority keyStore(Path file) throws AuthorityFileFault {
    try {
      KeyStoreFile store =
          KeyStoreFile.read(new SecretFile(Part.KEY_STORE, file).read(), passphrase);
      return CertificateAuthority.of(store.key(), store.certificates());
    } catch (AuthorityFault e) {
      throw AuthorityFileFault.of(Part.KEY_STORE, file, e);
    }
  }

  private CertificateAuthority files(Path keyFile, List<Path> certificateFiles)
      throws AuthorityFileFault {
    PrivateKey key = key(keyFile);
    List<X509Certificate> certificates = AuthorityCertificates.files(certificateFiles);
    try {
      return CertificateAuthority.of(key, certificates);
    } catch (AuthorityFault e) {
      throw AuthorityFileFault.of(Part.CERTIFICATES, certificateFiles.get(0), e);
    }
  }

  private PrivateKey key(Path file) throws AuthorityFileFault {
    try {
      return PrivateKeys.read(new SecretFile(Part.PRIVATE_KEY, file).read(), passphrase);
    } catch (AuthorityFault e) {
      throw AuthorityFileFault.of(Part.PRIVATE_KEY, file, e);
    }
  }
}
