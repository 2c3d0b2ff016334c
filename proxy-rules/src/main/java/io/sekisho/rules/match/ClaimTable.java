package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Indicator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every distinct claim of a feed, once, by a small number. */
final class ClaimTable {
  private final List<Claim> claims = new ArrayList<>();
  private @Nullable Map<Claim, Integer> numbers = new HashMap<>();
  private int latest = -1;

  /** The number of the indicator's claim; feeds come in runs of the same one. */
  int numberOf(Indicator indicator) {
    if (latest < 0 || !claims.get(latest).isOf(indicator)) {
      latest = intern(Claim.of(indicator));
    }
    return latest;
  }

  Claim claim(int number) {
    return claims.get(number);
  }

  int size() {
    return claims.size();
  }

  /** Gives back what only adding needs. Nothing can be added afterwards. */
  void seal() {
    numbers = null;
  }

  private int intern(Claim claim) {
    if (numbers == null) {
      throw new IllegalStateException("sealed");
    }
    int next = claims.size();
    Integer known = numbers.putIfAbsent(claim, next);
    if (known != null) {
      return known;
    }
    claims.add(claim);
    return next;
  }
}
