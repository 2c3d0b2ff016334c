package io.sekisho.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.sekisho.app.config.RootReader.Secrets;
import io.sekisho.app.feeds.FeedLocation;
import io.sekisho.app.feeds.FeedSource;
import io.sekisho.app.feeds.NeverBlockSource;
import io.sekisho.rules.feed.ClaimRules;
import io.sekisho.rules.feed.EmptyHandling;
import io.sekisho.rules.feed.FeedSettings;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.feed.SpecialPurposeHandling;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.guard.PublicSuffixHandling;
import io.sekisho.rules.guard.UrlHostHandling;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.snapshot.Generation;
import io.sekisho.rules.snapshot.Trust;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The lists {@code feeds} and {@code never-block}. */
final class FeedsReader {
  /** A feed's name is a metric's label and the name of a file. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private static final String NEVER = "never";
  private static final String ANY = "any";
  private static final int MAX_GROWTH = 1_000_000;

  private final Section root;
  private final Locations locations;
  private final Secrets secrets;
  private Set<HostName> canaries = Set.of();

  FeedsReader(Section root, Locations locations, Secrets secrets) {
    this.root = root;
    this.locations = locations;
    this.secrets = secrets;
  }

  List<FeedSource> feeds() {
    canaries = Set.copyOf(root.list("canaries", Destinations::name, ""));
    List<FeedSource> feeds = new ArrayList<>();
    Set<String> names = new HashSet<>();
    root.items("feeds")
        .forEach((at, item) -> feed(root.item(at, item), names).ifPresent(feeds::add));
    return feeds;
  }

  private Optional<FeedSource> feed(Section feed, Set<String> names) {
    Optional<String> name = feed.required("name", FeedsReader::name);
    Optional<FeedLocation> location = new FeedLocationReader(feed, locations, secrets).read();
    if (name.isPresent() && !names.add(name.get().toLowerCase(Locale.ROOT))) {
      feed.fault("name", name.get() + " is the name of another feed already");
    }
    FeedSettings settings = settings(feed, name.orElse("unnamed"));
    Duration refresh = feed.value("refresh", Quantities::duration, "5m");
    FeedSource.Requirement required =
        feed.value(
            "required",
            Choice.yesOrNo(FeedSource.Requirement.REQUIRED, FeedSource.Requirement.OPTIONAL),
            "false");
    GateSettings gate = gate(feed);
    Trust trust = trust(feed, settings.name());
    return location.map(from -> new FeedSource(from, settings, gate, refresh, required, trust));
  }

  private static Trust trust(Section feed, String name) {
    return new Trust(
        feed.optional("origin", FeedsReader::origin, "the feed's name").orElse(name),
        feed.value("min-confidence", Quantities.number(0, 100), "0"),
        feed.value("corroboration", Quantities.number(1, 10), "1"),
        feed.value("actions", Choice.of(Trust.Actions.values(), FeedsReader::word), "honour"));
  }

  private static String origin(String text) throws BadValue {
    if (text.isBlank()) {
      throw new BadValue("is blank");
    }
    return text;
  }

  private static FeedSettings settings(Section feed, String name) {
    return new FeedSettings(
        name,
        ColumnsReader.format(feed, feed.value("format", formats(), "auto")),
        feed.value("confidence", Quantities.number(0, 100), "90"),
        feed.value("expires", FeedsReader::expiry, "30d").orElse(null),
        feed.value(
            "special-purpose",
            Choice.of(
                SpecialPurposeHandling.values(), choice -> choice.name().toLowerCase(Locale.ROOT)),
            "refuse"),
        claims(feed));
  }

  private static ClaimRules claims(Section feed) {
    return new ClaimRules(
        feed.value(
            "public-suffixes",
            Choice.of(PublicSuffixHandling.values(), FeedsReader::word),
            "suppress"),
        feed.value("url-hosts", Choice.of(UrlHostHandling.values(), FeedsReader::word), "ignore"));
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private GateSettings gate(Section feed) {
    return new GateSettings(
        feed.value(
            "allow-empty", Choice.yesOrNo(EmptyHandling.ACCEPT, EmptyHandling.REFUSE), "false"),
        feed.value("max-shrink", FeedsReader::percent, "50%"),
        feed.value("max-growth", FeedsReader::growth, "300%"),
        feed.value("max-rejected", FeedsReader::percent, "50%"),
        canaries);
  }

  List<NeverBlockSource> neverBlock() {
    List<NeverBlockSource> sources = new ArrayList<>();
    root.documented("never-block", "none");
    root.items("never-block").forEach((at, item) -> source(at, item).ifPresent(sources::add));
    return sources;
  }

  private Optional<NeverBlockSource> source(String at, JsonNode item) {
    if (item.isObject()) {
      return new NeverBlockReader(root.item(at, item), locations).file();
    }
    return root.scalar(at, item, Destinations::pattern).map(NeverBlockSource.Literal::new);
  }

  private static String name(String text) throws BadValue {
    if (!NAME.matcher(text).matches()) {
      throw new BadValue("is not a name: up to 64 letters, digits, dots, hyphens and underscores");
    }
    if (Generation.RESERVED_NAMES.contains(text)) {
      throw new BadValue(text + " is a name that this program itself uses");
    }
    return text;
  }

  private static Optional<Duration> expiry(String text) throws BadValue {
    return text.equals(NEVER) ? Optional.empty() : Optional.of(Quantities.duration(text));
  }

  private static int percent(String text) throws BadValue {
    if (!text.endsWith("%")) {
      throw new BadValue(text + " is not a percentage, such as 50%");
    }
    return Quantities.number(0, 100).parse(text.substring(0, text.length() - 1));
  }

  /** Unlike with other shares, more than a hundred makes sense. */
  private static int growth(String text) throws BadValue {
    if (text.equals(ANY)) {
      return GateSettings.ANY_GROWTH;
    }
    if (!text.endsWith("%")) {
      throw new BadValue(text + " is neither a percentage, such as 300%, nor " + ANY);
    }
    return Quantities.number(0, MAX_GROWTH).parse(text.substring(0, text.length() - 1));
  }

  private static Choice<FormatChoice> formats() {
    Map<String, FormatChoice> words = new LinkedHashMap<>();
    for (String label : FormatChoice.labels()) {
      FormatChoice.named(label).ifPresent(format -> words.put(label, format));
    }
    return new Choice<>(words);
  }
}
