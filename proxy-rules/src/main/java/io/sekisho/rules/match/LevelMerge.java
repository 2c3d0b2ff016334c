package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.address.AddressCursor;
import io.sekisho.rules.match.address.AddressTable;
import io.sekisho.rules.match.key.KeyCursor;
import io.sekisho.rules.match.key.PatternKeys;
import io.sekisho.rules.match.name.Extent;
import io.sekisho.rules.match.name.NameCursor;
import io.sekisho.rules.match.name.NameOrder;
import io.sekisho.rules.match.name.PackedNames;
import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Image;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes one level of several, which have one key, going through all of them in order, so that it
 * takes little more memory than what it makes. For one thread, and for one merge.
 */
final class LevelMerge {
  private final List<NumberedLevel> newestFirst;
  private final ClaimMerge claims;

  LevelMerge(List<NumberedLevel> newestFirst, MergeRules rules) {
    this.newestFirst = newestFirst;
    this.claims = new ClaimMerge(newestFirst, rules);
  }

  Level merged(HashKey key) {
    Image.Builder image = Image.builder();
    image.putAll(PackedNames.build(new Names(), mostNames(), key));
    image.putAll(AddressTable.build(new Addresses(), key));
    image.putAll(PatternKeys.build(new Keys(), key));
    claims.column().putInto(image);
    claims.claims().putInto(image);
    return Level.over(image.build(), key);
  }

  private int mostNames() {
    return newestFirst.stream()
        .mapToInt(each -> each.level().names().size())
        .reduce(0, Math::addExact);
  }

  /** What is in the result, by feed; of none where the rules have nothing counted. */
  Map<String, FeedTally> kept() {
    return claims.kept();
  }

  /**
   * The tables of one sort in all levels, at one pattern after another of which something is left.
   */
  private final class Tables<C> {
    private final Heads<C> heads;
    private final int[] first = new int[newestFirst.size()];
    private final Function<C, Pattern.Kind> kind;

    Tables(
        Function<Level, C> cursor,
        Function<Level, Integer> before,
        Predicate<C> advance,
        Comparator<C> order,
        Function<C, Pattern.Kind> kind) {
      List<C> cursors = new ArrayList<>();
      for (int i = 0; i < first.length; i++) {
        Level level = newestFirst.get(i).level();
        cursors.add(cursor.apply(level));
        first[i] = before.apply(level);
      }
      this.heads = new Heads<>(cursors, advance, order);
      this.kind = kind;
    }

    C cursor() {
      return heads.cursor();
    }

    boolean next() {
      while (heads.next()) {
        claims.begin(kind.apply(heads.cursor()));
        for (int i = 0; i < first.length; i++) {
          if (heads.isIn(i)) {
            claims.add(i, first[i] + heads.entry(i));
          }
        }
        if (claims.end()) {
          return true;
        }
      }
      return false;
    }
  }

  private static Pattern.Kind kind(NameCursor name) {
    return switch (name.extent()) {
      case SUB_TREE -> Pattern.Kind.NAME;
      case EXACT -> Pattern.Kind.EXACT_NAME;
    };
  }

  private final class Names implements NameCursor {
    private final Tables<NameCursor> tables =
        new Tables<>(
            level -> level.names().cursor(),
            level -> 0,
            NameCursor::next,
            NameOrder.BY_PLACE,
            LevelMerge::kind);

    @Override
    public boolean next() {
      return tables.next();
    }

    @Override
    public byte[] reversed() {
      return tables.cursor().reversed();
    }

    @Override
    public int length() {
      return tables.cursor().length();
    }

    @Override
    public Extent extent() {
      return tables.cursor().extent();
    }

    @Override
    public long place() {
      return tables.cursor().place();
    }
  }

  private static final Comparator<AddressCursor> BY_PREFIX =
      Comparator.comparing(AddressCursor::isV4)
          .reversed()
          .thenComparing(AddressCursor::high, Long::compareUnsigned)
          .thenComparing(AddressCursor::low, Long::compareUnsigned)
          .thenComparing(AddressCursor::length);

  private static Pattern.Kind kind(AddressCursor address) {
    return address.length() == address.prefix().network().bits()
        ? Pattern.Kind.ADDRESS
        : Pattern.Kind.PREFIX;
  }

  private final class Addresses implements AddressCursor {
    private final Tables<AddressCursor> tables =
        new Tables<>(
            level -> level.addresses().cursor(),
            Level::firstAddress,
            AddressCursor::next,
            BY_PREFIX,
            LevelMerge::kind);

    @Override
    public boolean next() {
      return tables.next();
    }

    @Override
    public long high() {
      return tables.cursor().high();
    }

    @Override
    public long low() {
      return tables.cursor().low();
    }

    @Override
    public int length() {
      return tables.cursor().length();
    }
  }

  private static int compareKeys(KeyCursor one, KeyCursor other) {
    return Arrays.compareUnsigned(one.key(), 0, one.length(), other.key(), 0, other.length());
  }

  private final class Keys implements KeyCursor {
    private final Tables<KeyCursor> tables =
        new Tables<>(
            level -> level.keys().cursor(),
            Level::firstKey,
            KeyCursor::next,
            LevelMerge::compareKeys,
            PatternKeys::kind);

    @Override
    public boolean next() {
      return tables.next();
    }

    @Override
    public byte[] key() {
      return tables.cursor().key();
    }

    @Override
    public int length() {
      return tables.cursor().length();
    }
  }
}
