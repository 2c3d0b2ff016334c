package io.sekisho.rules.match;

import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.Pattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What feeds claim, kept in maps and asked by looking at everything: the model of the engine. */
final class NaiveClaims {
  private final Map<String, Feed> feeds = new LinkedHashMap<>();

  private record Feed(
      Map<Pattern, Indicator> claims, Map<Pattern, Indicator> exceptions, @Nullable Instant end) {}

  void replace(
      String feed, List<Indicator> claims, List<Indicator> exceptions, @Nullable Instant end) {
    feeds.put(feed, new Feed(winners(claims), winners(exceptions), end));
  }

  void add(Indicator indicator) {
    feed(indicator.feed()).claims().put(indicator.pattern(), indicator);
  }

  void withdraw(String feed, Pattern pattern) {
    feed(feed).claims().remove(pattern);
  }

  void until(String feed, @Nullable Instant end) {
    feeds.computeIfPresent(feed, (name, had) -> new Feed(had.claims(), had.exceptions(), end));
  }

  void remove(String feed) {
    feeds.remove(feed);
  }

  private Feed feed(String name) {
    return Objects.requireNonNull(feeds.get(name));
  }

  boolean has(String feed) {
    return feeds.containsKey(feed);
  }

  List<Pattern> patterns(String feed) {
    return List.copyOf(feed(feed).claims().keySet());
  }

  int entries(String feed) {
    return feed(feed).claims().size();
  }

  private static Map<Pattern, Indicator> winners(List<Indicator> indicators) {
    Map<Pattern, Indicator> winners = new LinkedHashMap<>();
    for (Indicator each : indicators) {
      winners.merge(each.pattern(), each, (had, next) -> supersedes(next, had) ? next : had);
    }
    return winners;
  }

  private static boolean supersedes(Indicator next, Indicator had) {
    Instant nextEnd = next.expiry().orElse(Instant.MAX);
    Instant hadEnd = had.expiry().orElse(Instant.MAX);
    int byEnd = nextEnd.compareTo(hadEnd);
    return byEnd > 0 || (byEnd == 0 && next.confidence() > had.confidence());
  }

  /** What matches, as text, so that differences can be read. */
  Set<String> matching(Clue clue, Instant now) {
    Set<String> found = new TreeSet<>();
    Host whole = clue.destination().host();
    for (Feed feed : feeds.values()) {
      for (Host form : forms(whole)) {
        boolean excepted =
            feed.exceptions().keySet().stream()
                .anyMatch(pattern -> covers(pattern, form, clue) || covers(pattern, whole, clue));
        if (!excepted && isBefore(now, feed.end())) {
          add(feed, form, clue, now, found);
        }
      }
    }
    return found;
  }

  private static void add(Feed feed, Host form, Clue clue, Instant now, Set<String> found) {
    for (Indicator claim : feed.claims().values()) {
      if (claim.isValidAt(now) && covers(claim.pattern(), form, clue)) {
        found.add(text(claim, feed.end()));
      }
    }
  }

  static String text(Indicator indicator, @Nullable Instant limit) {
    Instant own = indicator.validUntil();
    Instant end = own == null || (limit != null && limit.isBefore(own)) ? limit : own;
    return indicator.feed()
        + " "
        + indicator.pattern()
        + " "
        + indicator.threat()
        + " "
        + indicator.confidence()
        + " "
        + end;
  }

  private static boolean isBefore(Instant now, @Nullable Instant end) {
    return end == null || now.isBefore(end);
  }

  static List<Host> forms(Host host) {
    List<Host> forms = new ArrayList<>(List.of(host));
    forms.addAll(host.fold(name -> List.<IpAddress>of(), IpAddress::embedded));
    return forms;
  }

  /** Whether a pattern lists a clue whose destination has this form. */
  static boolean covers(Pattern pattern, Host host, Clue clue) {
    if (clue.certificate() != null) {
      return pattern.equals(new Pattern.Certificate(clue.certificate()));
    }
    if (clue.client() != null) {
      return pattern.equals(new Pattern.Fingerprint(clue.client()));
    }
    int port = clue.destination().port();
    String text = host.toString();
    return pattern.fold(
        new Pattern.Cases<>(
            tree -> ("." + text).endsWith("." + tree.name()),
            exact -> text.equals(exact.name().toString()),
            prefix -> host.fold(name -> false, prefix.prefix()::contains),
            socket -> socket.endpoint().equals(new Endpoint(host, port)),
            url ->
                url.host().equals(host)
                    && (url.port() == null || url.port() == port)
                    && coversPath(url.path(), clue.path()),
            certificate -> false,
            fingerprint -> false));
  }

  private static boolean coversPath(String prefix, @Nullable String path) {
    return path != null
        && (path.equals(prefix)
            || (prefix.endsWith("/") && path.startsWith(prefix))
            || path.startsWith(prefix + "/")
            || path.startsWith(prefix + "?")
            || path.startsWith(prefix + "#"));
  }
}
