package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Pattern;
import java.util.HashMap;
import java.util.Map;

/** Entries that are found by a key as a whole, such as a host on one port. */
final class KeyTable<K> {
  private final Map<K, Integer> numbers = new HashMap<>();
  private final EntryStore store;

  KeyTable(EntryStore store) {
    this.store = store;
  }

  /** The entry of this key; {@link EntryStore#NONE} where there is none. */
  int find(K key) {
    Integer number = numbers.get(key);
    return number == null ? EntryStore.NONE : number;
  }

  /** The entry of this key, which is a new one of {@code pattern} where there was none. */
  int place(K key, Pattern pattern) {
    Integer number = numbers.get(key);
    if (number != null) {
      return number;
    }
    int fresh = store.append(pattern);
    numbers.put(key, fresh);
    return fresh;
  }

  boolean isEmpty() {
    return numbers.isEmpty();
  }
}
