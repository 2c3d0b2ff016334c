package io.sekisho.rules.match;

import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.Pattern;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Indicators by pattern. Filled by one thread, then sealed, and from then on only read. */
final class PatternIndex {
  private final ClaimTable claims = new ClaimTable();
  private final NameTable subTrees;
  private final NameTable exactNames;
  private final AddressTable addresses = new AddressTable();
  private final SocketTable sockets = new SocketTable();
  private final UrlTable urls = new UrlTable();
  private final CertificateTable certificates = new CertificateTable();
  private final FingerprintTable fingerprints = new FingerprintTable();
  private final Pattern.Cases<Consumer<Indicator>> tables;

  PatternIndex(String feed) {
    subTrees = new NameTable(feed, Pattern.SubTree::new, claims);
    exactNames = new NameTable(feed, Pattern.ExactName::new, claims);
    tables =
        new Pattern.Cases<>(
            subTree -> indicator -> subTrees.add(subTree.name(), indicator),
            exactName -> indicator -> exactNames.add(exactName.name(), indicator),
            prefix -> indicator -> addresses.add(prefix.prefix(), indicator),
            socket -> indicator -> sockets.add(socket.endpoint(), indicator),
            url -> indicator -> urls.add(url, indicator),
            certificate -> indicator -> certificates.add(certificate.fingerprint(), indicator),
            client -> indicator -> fingerprints.add(client.client(), indicator));
  }

  void add(Indicator indicator) {
    indicator.pattern().fold(tables).accept(indicator);
  }

  void seal() {
    claims.seal();
    subTrees.trim();
    exactNames.trim();
  }

  /** Adds every live indicator of what is asked about, the most specific first. */
  void collect(Query query, Instant now, List<Indicator> found) {
    CertificateFingerprint certificate = query.clue().certificate();
    if (certificate == null) {
      collectDestination(query, now, found);
    } else {
      certificates.collect(certificate, now, found);
    }
  }

  private void collectDestination(Query query, Instant now, List<Indicator> found) {
    String path = query.clue().path();
    if (path != null && !urls.isEmpty()) {
      urls.collect(query.destination(), path, now, found);
    }
    sockets.collect(query.destination(), now, found);
    collectNames(query.suffixes(), now, found);
    IpAddress address = query.address();
    if (address != null) {
      addresses.collect(address, now, found);
    }
  }

  private void collectNames(Suffixes suffixes, Instant now, List<Indicator> found) {
    if (suffixes.count() > 0) {
      exactNames.collect(suffixes, 0, now, found);
    }
    for (int i = 0; i < suffixes.count(); i++) {
      subTrees.collect(suffixes, i, now, found);
    }
  }

  /** The endpoints and URLs on one host, by line. */
  List<Indicator> concerning(Host host) {
    return Stream.concat(sockets.on(host), urls.on(host))
        .sorted(Comparator.comparingInt(Indicator::line))
        .toList();
  }

  int size() {
    return subTrees.size()
        + exactNames.size()
        + addresses.size()
        + sockets.size()
        + urls.size()
        + certificates.size()
        + fingerprints.size();
  }

  /** How many there are of each kind; kinds that no pattern has yet count as 0. */
  Map<Pattern.Kind, Integer> counts() {
    Map<Pattern.Kind, Integer> counts = new EnumMap<>(Pattern.Kind.class);
    for (Pattern.Kind kind : Pattern.Kind.values()) {
      counts.put(kind, count(kind));
    }
    return counts;
  }

  private int count(Pattern.Kind kind) {
    return switch (kind) {
      case NAME -> subTrees.size();
      case EXACT_NAME -> exactNames.size();
      case ADDRESS -> addresses.singles();
      case PREFIX -> addresses.size() - addresses.singles();
      case ENDPOINT -> sockets.size();
      case URL -> urls.size();
      case FINGERPRINT -> fingerprints.size();
      case CERTIFICATE -> certificates.size();
    };
  }
}
