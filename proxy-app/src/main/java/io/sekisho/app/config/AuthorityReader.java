package io.sekisho.app.config;

import io.sekisho.app.ca.AuthorityFileFault;
import io.sekisho.app.ca.AuthorityLoader;
import io.sekisho.app.ca.AuthoritySettings;
import io.sekisho.app.ca.AuthoritySource;
import io.sekisho.proxy.ca.CertificateAuthority;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The mapping {@code ca}. The files are read with the configuration, so that a change of their
 * contents is a change of the configuration, and what is wrong with them a fault of it.
 */
final class AuthorityReader {
  private static final String OWN = "what sekisho ca init made in state";

  private final Section root;
  private final Section ca;
  private final Locations locations;

  AuthorityReader(Section root, Locations locations) {
    this.root = root;
    this.ca = root.section("ca");
    this.locations = locations;
  }

  /** What it says, without a look at the files. */
  AuthoritySettings settings(Path state) {
    Optional<Path> keyStore = ca.optional("key-store", locations::path, "none");
    Optional<Path> key = ca.optional("private-key", locations::path, OWN);
    List<Path> certificates = ca.list("certificates", locations::path, "");
    Optional<Path> passphrase =
        ca.optional("passphrase-file", locations::path, "none; needed for an encrypted key");
    report(keyStore, key, certificates);
    return new AuthoritySettings(
        source(keyStore, key, certificates, state), passphrase.orElse(null), state);
  }

  private void report(Optional<Path> keyStore, Optional<Path> key, List<Path> certificates) {
    if (keyStore.isPresent() && (key.isPresent() || !certificates.isEmpty())) {
      ca.fault("key-store", "has key and certificates; remove ca.private-key and ca.certificates");
    }
    if (key.isPresent() && certificates.isEmpty() && ca.items("certificates").isEmpty()) {
      ca.fault("certificates", "is missing, and ca.private-key is set");
    }
    if (key.isEmpty() && !ca.has("private-key") && !certificates.isEmpty()) {
      ca.fault("private-key", "is missing, and ca.certificates is set");
    }
  }

  private static AuthoritySource source(
      Optional<Path> keyStore, Optional<Path> key, List<Path> certificates, Path state) {
    if (keyStore.isPresent()) {
      return new AuthoritySource.KeyStore(keyStore.get());
    }
    return key.isPresent() && !certificates.isEmpty()
        ? new AuthoritySource.KeyAndCertificates(key.get(), certificates)
        : new AuthoritySource.Own(AuthoritySettings.directory(state));
  }

  /** The authority, where the file has one and nothing is wrong with what it says. */
  Optional<CertificateAuthority> authority(AuthoritySettings settings) {
    if (!root.has("ca") || ca.isFaulty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(AuthorityLoader.load(settings));
    } catch (AuthorityFileFault e) {
      root.fault("ca." + e.part().label(), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
