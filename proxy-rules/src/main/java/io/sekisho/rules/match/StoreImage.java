package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.Precedence;
import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.Section;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A store as an image, which a process that starts can go on from. */
public final class StoreImage {
  private StoreImage() {}

  /**
   * The image of what a compaction has made of a store: all of its feeds, in one level, and behind
   * the feeds the sweep.
   */
  public static Image of(Compaction whole) {
    Bytes bytes = new Bytes(256);
    bytes.putInt(whole.states().size());
    whole.states().values().forEach(state -> write(state, bytes));
    bytes.putLong(whole.sweep());
    return Image.builder()
        .putAll(whole.level().image())
        .put(Section.FEEDS, bytes.written())
        .build();
  }

  /** The store that an image is of. */
  public static ClaimStore store(Image image, HashKey key) {
    ClaimReader reader = new ClaimReader(image.section(Section.FEEDS), 0);
    Map<String, FeedState> states = states(reader);
    long sweep = reader.hasMore() ? reader.longNumber() : 0;
    return ClaimStore.of(key, Level.over(image, key), states, sweep);
  }

  /** What the same compaction made, at another place. */
  public static Compaction in(Image image, Compaction made, HashKey key) {
    return made.in(Level.over(image, key));
  }

  private static Map<String, FeedState> states(ClaimReader reader) {
    Map<String, FeedState> states = new LinkedHashMap<>();
    for (int i = reader.number(); i > 0; i--) {
      FeedState state = read(reader);
      states.put(state.feed(), state);
    }
    return states;
  }

  static void write(FeedState state, Bytes to) {
    to.putText(state.feed()).putId(state.version());
    to.putTime(state.limit()).putInt(state.exceptions());
    to.putText(state.precedence().name());
    to.putInt(state.counts().size());
    state.counts().forEach((kind, claims) -> to.putText(kind.name()).putInt(claims));
    to.putInt(state.ends().byMinute().size());
    state.ends().byMinute().forEach((end, claims) -> to.putInt(end).putInt(claims));
  }

  static FeedState read(ClaimReader from) {
    String feed = from.requiredText();
    UUID version = from.id();
    var limit = from.time();
    int exceptions = from.number();
    Precedence precedence = Precedence.valueOf(from.requiredText());
    Map<Pattern.Kind, Integer> counts = FeedState.noCounts();
    for (int i = from.number(); i > 0; i--) {
      counts.put(Pattern.Kind.valueOf(from.requiredText()), from.number());
    }
    Ends.Tally ends = Ends.NONE.tally();
    for (int i = from.number(); i > 0; i--) {
      ends.add(from.number(), from.number());
    }
    return FeedState.of(feed, counts, exceptions, ends.ends(), limit, 0)
        .with(precedence)
        .with(version);
  }
}
