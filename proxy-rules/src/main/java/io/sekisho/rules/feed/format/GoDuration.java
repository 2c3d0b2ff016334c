package io.sekisho.rules.feed.format;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as programs in Go write them: {@code 3h59m57.5s}, {@code -1m2s}. */
final class GoDuration {
  private static final String PART = "([0-9]{1,12}(?:\\.[0-9]{1,12})?)(ns|us|µs|μs|ms|s|m|h)";
  private static final Pattern WHOLE = Pattern.compile("-?(?:" + PART + "){1,8}");
  private static final Pattern PARTS = Pattern.compile(PART);
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  /** The longest that Go itself can say, some 292 years. */
  private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  private GoDuration() {}

  /** Null where it is none; a negative one is over. */
  static @Nullable Duration parse(@Nullable String text) {
    if (text == null || text.length() > 100 || !WHOLE.matcher(text).matches()) {
      return null;
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher parts = PARTS.matcher(text);
    while (parts.find()) {
      BigDecimal unit = BigDecimal.valueOf(NANOS.getOrDefault(parts.group(2), 0L));
      nanos = nanos.add(new BigDecimal(parts.group(1)).multiply(unit));
    }
    Duration length = Duration.ofNanos(nanos.min(MAX).longValue());
    return text.startsWith("-") ? length.negated() : length;
  }
}
