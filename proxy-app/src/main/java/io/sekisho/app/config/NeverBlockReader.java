package io.sekisho.app.config;

import io.sekisho.app.feeds.NeverBlockSource;
import io.sekisho.app.feeds.NeverBlockUse;
import io.sekisho.app.feeds.NeverBlockUse.Effect;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.feed.format.GuardFormats;
import io.sekisho.rules.guard.Coverage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One file of {@code never-block}. */
final class NeverBlockReader {
  private static final String ALL = "all";
  private static final int MOST = 100_000_000;

  /** Formats that somebody else writes for everybody: nobody's own names. */
  private static final Set<String> SUPPRESSING =
      Set.of("top-list", "public-suffixes", "misp-warninglist");

  private final Section section;
  private final Locations locations;

  NeverBlockReader(Section section, Locations locations) {
    this.section = section;
    this.locations = locations;
  }

  Optional<NeverBlockSource> file() {
    Optional<Path> file = section.required("file", locations::path);
    FormatChoice format = section.value("format", formats(), "domains");
    NeverBlockUse use = use(format);
    return file.map(path -> new NeverBlockSource.InFile(path, format, use));
  }

  private NeverBlockUse use(FormatChoice format) {
    boolean others = SUPPRESSING.contains(format.label());
    Effect effect =
        section
            .optional("effect", choice(Effect.values()), "by format")
            .orElse(others ? Effect.SUPPRESS : Effect.EXEMPT);
    Optional<Coverage> covers = section.optional("covers", choice(Coverage.values()), "by effect");
    int first = section.value("first", NeverBlockReader::count, ALL);
    if (effect == Effect.EXEMPT) {
      checkExempt(others, format, covers.isPresent() || first != NeverBlockUse.ALL);
      return NeverBlockUse.EXEMPT;
    }
    return new NeverBlockUse(effect, covers.orElse(Coverage.NAMES), first);
  }

  private void checkExempt(boolean others, FormatChoice format, boolean narrowed) {
    if (others) {
      section.fault("effect", "a " + format + " exempts no traffic; use suppress or downgrade");
    }
    if (narrowed) {
      section.fault("effect", "exempt takes every entry with all below it: no covers, no first");
    }
  }

  private static int count(String text) throws BadValue {
    return text.equals(ALL) ? NeverBlockUse.ALL : Quantities.number(1, MOST).parse(text);
  }

  private static <E extends Enum<E>> Choice<E> choice(E[] values) {
    return Choice.of(values, value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private static Choice<FormatChoice> formats() {
    Map<String, FormatChoice> words = new LinkedHashMap<>();
    for (String label : GuardFormats.labels()) {
      GuardFormats.named(label).ifPresent(format -> words.put(label, format));
    }
    return new Choice<>(words);
  }
}
