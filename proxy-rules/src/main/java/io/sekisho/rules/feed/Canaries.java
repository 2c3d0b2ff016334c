package io.sekisho.rules.feed;

import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Pattern;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names that no feed may ever list: a claim that covers one of them spoils the whole copy. */
final class Canaries {
  /** The probe that must stay clean, and top-level domains without which there is no Internet. */
  static final List<HostName> BUILT_IN_NAMES =
      List.of(
          new HostName("clean-test.sekisho.invalid"),
          new HostName("com"),
          new HostName("net"),
          new HostName("org"),
          new HostName("arpa"));

  static final Canaries BUILT_IN = new Canaries(List.of());

  private final Set<HostName> names;

  /** Those names and every name above one of them. */
  private final Set<HostName> covers = new HashSet<>();

  private final Pattern.Cases<Boolean> covered;

  private Canaries(Collection<HostName> more) {
    this.names = new HashSet<>(BUILT_IN_NAMES);
    names.addAll(more);
    names.forEach(this::addCovers);
    this.covered =
        new Pattern.Cases<>(
            subTree -> covers.contains(subTree.name()),
            exactName -> names.contains(exactName.name()),
            addresses -> false,
            socket -> socket.endpoint().host().fold(names::contains, address -> false),
            url -> false,
            certificate -> false,
            fingerprint -> false);
  }

  /** The built-in ones and these. */
  static Canaries with(Collection<HostName> more) {
    return more.isEmpty() ? BUILT_IN : new Canaries(more);
  }

  private void addCovers(HostName name) {
    String text = name.ascii();
    covers.add(name);
    for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
      covers.add(new HostName(text.substring(dot + 1)));
    }
  }

  boolean areCoveredBy(Pattern pattern) {
    return pattern.fold(covered);
  }
}
