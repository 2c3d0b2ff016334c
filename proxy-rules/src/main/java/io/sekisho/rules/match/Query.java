package io.sekisho.rules.match;

import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.TlsClientFingerprint;
import io.sekisho.rules.match.key.KeyWalk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One form of a clue's destination, made ready to be looked up.
 *
 * <p>A name has one form, itself; so have a certificate and a client's fingerprint, whose
 * destination is not asked about. An address has one more for each IPv4 address that is embedded in
 * it, on the same port.
 */
public final class Query {
  private final Clue clue;
  private final Endpoint destination;
  private final @Nullable String name;
  private final @Nullable IpAddress address;
  private final @Nullable Query whole;

  private Query(Clue clue, @Nullable String name) {
    this.clue = clue;
    this.destination = clue.destination();
    this.name = name;
    this.address = null;
    this.whole = null;
  }

  private Query(Clue clue, IpAddress address, @Nullable Query whole) {
    this.clue = clue;
    this.destination = new Endpoint(address, clue.destination().port());
    this.name = null;
    this.address = address;
    this.whole = whole;
  }

  /** Every form of the clue's destination, the destination itself first. */
  public static List<Query> formsOf(Clue clue) {
    if (clue.certificate() != null || clue.client() != null) {
      return List.of(new Query(clue, (String) null));
    }
    return clue.destination()
        .host()
        .fold(
            host -> List.of(new Query(clue, host.ascii())), address -> addressForms(clue, address));
  }

  public Clue clue() {
    return clue;
  }

  /** The destination itself, where this is an address embedded in it; otherwise this. */
  public Query whole() {
    return whole == null ? this : whole;
  }

  Endpoint destination() {
    return destination;
  }

  /** Whether it is a certificate or a client's fingerprint that is asked about. */
  boolean isOfFingerprint() {
    return clue.certificate() != null || clue.client() != null;
  }

  /** Has a walk begin at what is looked up by key. */
  KeyWalk to(KeyWalk walk) {
    CertificateFingerprint certificate = clue.certificate();
    TlsClientFingerprint client = clue.client();
    if (certificate != null) {
      return walk.to(certificate);
    }
    return client != null ? walk.to(client) : walk.to(destination, clue.path());
  }

  /** Null where it is no name that is asked about. */
  @Nullable String name() {
    return name;
  }

  @Nullable IpAddress address() {
    return address;
  }

  private static List<Query> addressForms(Clue clue, IpAddress address) {
    Query whole = new Query(clue, address, null);
    List<IpAddress> embedded = address.embedded();
    if (embedded.isEmpty()) {
      return List.of(whole);
    }
    List<Query> forms = new ArrayList<>(embedded.size() + 1);
    forms.add(whole);
    for (IpAddress inner : embedded) {
      forms.add(new Query(clue, inner, whole));
    }
    return forms;
  }
}
