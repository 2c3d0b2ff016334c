package io.sekisho.rules.match;

import io.sekisho.rules.match.table.HashKey;

/** All that one feed claims in a store, taken out of it. */
record WholeFeed(ClaimStore store, FeedState state) {

  /** A level of that alone. */
  Level level(HashKey key) {
    LevelBuilder all = new LevelBuilder(key);
    new FeedWalk(store, state)
        .forEach(
            (place, entry, index) -> {
              Level level = store.newestFirst().get(place).level();
              all.add(FeedWalk.sighting(level, entry, index));
            });
    return all.build();
  }
}
