package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every distinct claim of a level that is being built, by a number in the order of arrival. */
final class ClaimsBuilder {
  /** About what a claim takes here and in its bytes. */
  private static final int BYTES_OF_CLAIM = 350;

  private final Map<Claim, Integer> numbers = new HashMap<>();
  private final List<Claim> claims = new ArrayList<>();
  private int latest = -1;

  /** The number of what the indicator says; feeds come in runs of the same. */
  int numberOf(Indicator indicator) {
    if (latest < 0
        || claims.get(latest).role() != Role.CLAIM
        || !claims.get(latest).isOf(indicator)
        || !claims.get(latest).feed().equals(indicator.feed())) {
      latest = numberOf(Claim.of(indicator));
    }
    return latest;
  }

  int numberOf(Claim claim) {
    int next = claims.size();
    Integer known = numbers.putIfAbsent(claim, next);
    if (known != null) {
      return known;
    }
    claims.add(claim);
    return next;
  }

  Claim claim(int number) {
    return claims.get(number);
  }

  /** About what it takes. */
  long bytes() {
    return (long) claims.size() * BYTES_OF_CLAIM;
  }

  void putInto(Image.Builder image) {
    Bytes starts = new Bytes(claims.size() * Integer.BYTES);
    Bytes bytes = new Bytes(claims.size() * 64);
    for (Claim claim : claims) {
      starts.putInt(bytes.size());
      bytes.putByte(claim.role().number());
      ClaimReader.write(bytes, claim);
    }
    image.put(Section.TUPLE_STARTS, starts.written()).put(Section.TUPLES, bytes.written());
  }
}
