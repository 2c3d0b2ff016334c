package io.sekisho.rules.match;

import io.sekisho.rules.match.table.HashKey;

/** All that one feed claims in a store, taken out of it. */
record WholeFeed(ClaimStore store, FeedState state) {

  /** A level of that alone. */
  Level level(HashKey key) {
    LevelBuilder all = new LevelBuilder(key);
    ClaimStore settled = store.settled();
    new FeedWalk(settled, state)
        .forEach(
            (place, entry, index) -> {
              Level level = settled.newestFirst().get(place).level();
              all.add(FeedWalk.sighting(level, entry, index));
            });
    return all.build();
  }
}
