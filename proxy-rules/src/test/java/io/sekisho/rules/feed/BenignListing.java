package io.sekisho.rules.feed;

import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Pattern;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** What feeds say of benign names and the names above them, kept in a map. Any thread. */
final class BenignListing {
  private static final int PORT = 443;

  private final Set<String> names;
  private final Set<String> suffixes = new HashSet<>();
  private final Map<Pattern, Set<String>> claims = new ConcurrentHashMap<>();
  private final Pattern.Cases<Boolean> concerned =
      new Pattern.Cases<>(
          subTree -> suffixes().contains(subTree.name().ascii()),
          exactName -> suffixes().contains(exactName.name().ascii()),
          prefix -> false,
          socket -> suffixes().contains(socket.endpoint().host().toString()),
          url -> false,
          certificate -> false,
          fingerprint -> false);

  BenignListing(Set<String> names) {
    this.names = names;
    for (String name : names) {
      for (String suffix = name; !suffix.isEmpty(); suffix = parent(suffix)) {
        suffixes.add(suffix);
      }
    }
  }

  private Set<String> suffixes() {
    return suffixes;
  }

  private static String parent(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1);
  }

  Set<String> names() {
    return names;
  }

  void note(String feed, Pattern pattern) {
    if (pattern.fold(concerned)) {
      claims.computeIfAbsent(pattern, each -> ConcurrentHashMap.newKeySet()).add(feed);
    }
  }

  static Clue clue(String name) {
    return Destinations.at(new HostName(name), PORT);
  }

  /** What has to be found where a name is asked for, as text. */
  Set<String> of(String name) {
    HostName host = new HostName(name);
    Set<String> expected = new TreeSet<>();
    add(new Pattern.ExactName(host), expected);
    add(new Pattern.Socket(new Endpoint(host, PORT)), expected);
    for (String suffix = name; !suffix.isEmpty(); suffix = parent(suffix)) {
      add(new Pattern.SubTree(new HostName(suffix)), expected);
    }
    return expected;
  }

  private void add(Pattern pattern, Set<String> to) {
    claims.getOrDefault(pattern, Set.of()).forEach(feed -> to.add(text(feed, pattern)));
  }

  static String text(String feed, Pattern pattern) {
    return feed + " " + pattern.kind() + " " + pattern;
  }
}
