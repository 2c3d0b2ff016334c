package io.sekisho.app.feeds;

import io.sekisho.app.feeds.NeverBlockSource.InFile;
import io.sekisho.app.feeds.reading.Sha256;
import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.feed.GuardLists;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.feed.format.GuardFormats;
import io.sekisho.rules.guard.Coverage;
import io.sekisho.rules.guard.GuardEffect;
import io.sekisho.rules.guard.GuardReason;
import io.sekisho.rules.guard.GuardSettings;
import io.sekisho.rules.guard.Guards;
import io.sekisho.rules.guard.ListGuard;
import io.sekisho.rules.guard.SuffixGuard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The guards made of all never-block entries: those of the configuration, and the last good copy of
 * each file. One thread changes them, any may ask for them.
 */
final class GuardsInForce {
  private static final String MISP_WARNINGLIST = "misp-warninglist";

  private final ListGuard literals;
  private final String literalsOrigin;
  private final Map<InFile, ListGuard> lists = new LinkedHashMap<>();
  private final Map<InFile, SuffixGuard> suffixes = new LinkedHashMap<>();
  private final Map<InFile, String> origins = new LinkedHashMap<>();
  private volatile int changes;
  private @Nullable StandardSuffixes standardSuffixes;
  private volatile @Nullable Guards current;

  GuardsInForce(List<NeverBlockSource.Literal> entries) {
    ListGuard.Builder own =
        ListGuard.builder(
            new GuardSettings(
                "never-block", GuardReason.NEVER_BLOCK, GuardEffect.NOTE, Coverage.NAMES));
    entries.forEach(entry -> own.add(entry.pattern(), 0));
    this.literals = own.build();
    this.literalsOrigin =
        entries.stream().map(entry -> entry.pattern().toString()).toList().toString();
  }

  /** Made when somebody asks: the built-in list takes a tenth of a second to read at a start. */
  Guards current() {
    Guards made = current;
    return made == null ? make() : made;
  }

  private synchronized Guards make() {
    Guards made = current;
    if (made == null) {
      made = together();
      current = made;
    }
    return made;
  }

  /** How often they have changed: while this is the same, they are too. */
  int changes() {
    return changes;
  }

  synchronized void replace(InFile file, FeedCopy copy) {
    GuardSettings settings = settings(file);
    if (file.format().equals(GuardFormats.PUBLIC_SUFFIXES)) {
      suffixes.put(file, GuardLists.suffixes(copy, file.format(), settings));
    } else {
      lists.put(file, GuardLists.list(copy, file.format(), settings, file.use().first()));
    }
    origins.put(
        file,
        String.join(
            " ",
            settings.toString(),
            file.format().description(),
            "" + file.use().first(),
            copy.digest()));
    current = null;
    changes++;
  }

  /** A list of suffixes takes the place of the built-in one. */
  private Guards together() {
    List<ListGuard> all = new ArrayList<>(lists.values());
    all.add(literals);
    StandardSuffixes builtIn = builtIn();
    return new Guards(
        all,
        suffixes.isEmpty() ? List.of(builtIn.guard()) : List.copyOf(suffixes.values()),
        origin(builtIn));
  }

  private StandardSuffixes builtIn() {
    StandardSuffixes read = standardSuffixes == null ? StandardSuffixes.read() : standardSuffixes;
    standardSuffixes = read;
    return read;
  }

  private String origin(StandardSuffixes builtIn) {
    List<String> all = new ArrayList<>(origins.values());
    all.add(literalsOrigin);
    all.add(builtIn.digest());
    return Sha256.of(all);
  }

  private static GuardSettings settings(InFile file) {
    return new GuardSettings(
        file.file().getFileName().toString(),
        reason(file.format()),
        effect(file.use().effect()),
        file.use().effect() == NeverBlockUse.Effect.EXEMPT ? Coverage.NAMES : file.use().covers());
  }

  private static GuardReason reason(FormatChoice format) {
    if (format.equals(GuardFormats.TOP_LIST)) {
      return GuardReason.POPULAR;
    }
    if (format.equals(GuardFormats.PUBLIC_SUFFIXES)) {
      return GuardReason.PUBLIC_SUFFIX;
    }
    return format.label().equals(MISP_WARNINGLIST)
        ? GuardReason.WARNINGLIST
        : GuardReason.NEVER_BLOCK;
  }

  /** Traffic to what is exempt passes when it comes; until then its claims are told and count. */
  private static GuardEffect effect(NeverBlockUse.Effect effect) {
    return switch (effect) {
      case EXEMPT -> GuardEffect.NOTE;
      case DOWNGRADE -> GuardEffect.DOWNGRADE;
      case SUPPRESS -> GuardEffect.SUPPRESS;
    };
  }
}
