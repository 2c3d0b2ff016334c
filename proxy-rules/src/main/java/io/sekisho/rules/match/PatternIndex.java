package io.sekisho.rules.match;

import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.TlsClientFingerprint;
import java.time.Instant;
import java.util.List;

/** Entries by pattern. Filled by one thread, then sealed, and from then on only read. */
final class PatternIndex {
  private final EntryStore store = new EntryStore();
  private final NameTable subTrees = new NameTable(store);
  private final NameTable exactNames = new NameTable(store);
  private final AddressTable addresses = new AddressTable(store);
  private final KeyTable<Endpoint> sockets = new KeyTable<>(store);
  private final UrlTable urls = new UrlTable(store);
  private final KeyTable<CertificateFingerprint> certificates = new KeyTable<>(store);
  private final KeyTable<TlsClientFingerprint> clients = new KeyTable<>(store);

  private final Pattern.Cases<Integer> finding =
      new Pattern.Cases<>(
          subTree -> subTrees.find(subTree.name()),
          exactName -> exactNames.find(exactName.name()),
          prefix -> addresses.find(prefix.prefix()),
          socket -> sockets.find(socket.endpoint()),
          urls::find,
          certificate -> certificates.find(certificate.fingerprint()),
          fingerprint -> clients.find(fingerprint.client()));

  private final Pattern.Cases<Integer> placing =
      new Pattern.Cases<>(
          subTree -> subTrees.place(subTree.name()),
          exactName -> exactNames.place(exactName.name()),
          addresses::place,
          socket -> sockets.place(socket.endpoint(), socket),
          urls::place,
          certificate -> certificates.place(certificate.fingerprint(), certificate),
          fingerprint -> clients.place(fingerprint.client(), fingerprint));

  EntryStore store() {
    return store;
  }

  /** Adds a claim, or puts it in the place of one about the same pattern that it supersedes. */
  void add(Indicator indicator) {
    int before = store.size();
    int entry = indicator.pattern().fold(placing);
    if (entry == before || Claim.of(indicator).supersedes(store.claim(entry))) {
      store.describe(entry, indicator);
    }
  }

  void seal() {
    store.seal();
  }

  /** The entry of a pattern; {@link EntryStore#NONE} where there is none. */
  int find(Pattern pattern) {
    return store.size() == 0 ? EntryStore.NONE : pattern.fold(finding);
  }

  /** Whether an entry, if there is one of this number, is of the pattern. */
  boolean isAt(int entry, Pattern pattern) {
    return entry < store.size() && store.isOf(entry, pattern);
  }

  /** Adds every live indicator of what is asked about, the most specific first. */
  void collect(Query query, Layer layer, Instant now, List<Indicator> found) {
    CertificateFingerprint certificate = query.clue().certificate();
    if (certificate == null) {
      collectDestination(query, layer, now, found);
    } else {
      layer.addLive(certificates.find(certificate), now, found);
    }
  }

  private void collectDestination(Query query, Layer layer, Instant now, List<Indicator> found) {
    urls.collect(query, layer, now, found);
    layer.addLive(sockets.find(query.destination()), now, found);
    collectNames(query.suffixes(), layer, now, found);
    IpAddress address = query.address();
    if (address != null) {
      addresses.collect(address, layer, now, found);
    }
  }

  private void collectNames(Suffixes suffixes, Layer layer, Instant now, List<Indicator> found) {
    if (suffixes.count() > 0) {
      layer.addLive(exactNames.find(suffixes, 0), now, found);
    }
    for (int i = 0; i < suffixes.count(); i++) {
      layer.addLive(subTrees.find(suffixes, i), now, found);
    }
  }

  int size() {
    return store.size();
  }

  /** About what it takes. */
  long bytes() {
    return store.bytes() + subTrees.bytes() + exactNames.bytes();
  }
}
