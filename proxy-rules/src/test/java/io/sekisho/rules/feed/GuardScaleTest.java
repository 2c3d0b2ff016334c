package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.feed.format.GuardFormats;
import io.sekisho.rules.guard.Coverage;
import io.sekisho.rules.guard.Guard;
import io.sekisho.rules.guard.GuardEffect;
import io.sekisho.rules.guard.GuardReason;
import io.sekisho.rules.guard.GuardSettings;
import io.sekisho.rules.guard.Guards;
import io.sekisho.rules.guard.ListGuard;
import io.sekisho.rules.guard.SuffixGuard;
import io.sekisho.rules.match.FeedIndex;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Guards of the size that they have in use. */
final class GuardScaleTest {
  private static final String TOP = "benign/tranco-100k-urls.csv.gz";
  private static final String SUFFIXES = "benign/public_suffix_list.dat.gz";
  private static final String RANGES = "benign/ipranges/all-ipv4_merged.txt.gz";
  private static final String NAMES = "derived/maltrail-domains-unique.txt.gz";

  @Test
  void aNameTakesAtMostFiftyBytesAndARangeThirty() throws Exception {
    ListGuard top = top();
    SuffixGuard suffixes = suffixes();
    ListGuard ranges = list(RANGES, FormatChoice.named("ips").orElseThrow());

    assertThat(top.size()).isGreaterThan(99_000);
    assertThat(suffixes.size()).isGreaterThan(10_000);
    assertThat(bytesAnEntry(top)).isBetween(20.0, 50.0);
    assertThat(bytesAnEntry(suffixes)).isBetween(20.0, 50.0);
    assertThat(bytesAnEntry(ranges)).isBetween(21.0, 30.0);
  }

  @Test
  void whatManyPeopleVisitIsLeftOutOfALargeListAndNothingElse() throws IOException {
    Guards guards = new Guards(List.of(top()), List.of(suffixes()));
    FeedSettings settings = FeedSettings.of("names", FormatChoice.DOMAINS);
    FeedCopy copy = copy(NAMES);

    FeedReading.Read free = read(new FeedReader(settings), copy);
    FeedReading.Read guarded =
        read(new FeedReader(settings, GateSettings.DEFAULT, () -> guards), copy);

    GuardReport report = guarded.report().guards();
    assertThat(report.total()).isBetween(690, 2_000);
    assertThat(guarded.index().entries()).isEqualTo(free.index().entries() - report.total());
    assertThat(Found.at(guarded.index(), "duckdns.org")).isEmpty();
    assertThat(isHit(free.index(), "wixsite.com")).isTrue();
    assertThat(isHit(guarded.index(), "wixsite.com")).isFalse();
  }

  private static boolean isHit(FeedIndex index, String name) {
    return !Found.at(index, name).isEmpty();
  }

  private static FeedReading.Read read(FeedReader reader, FeedCopy copy) {
    return reader
        .read(copy)
        .fold(
            read -> read,
            unreadable -> {
              throw new AssertionError(unreadable.failure().toString());
            });
  }

  private static ListGuard top() throws IOException {
    return list(TOP, GuardFormats.TOP_LIST);
  }

  private static ListGuard list(String file, FormatChoice format) throws IOException {
    return GuardLists.list(
        copy(file),
        format,
        new GuardSettings(file, GuardReason.POPULAR, GuardEffect.SUPPRESS, Coverage.NAMES),
        Integer.MAX_VALUE);
  }

  private static SuffixGuard suffixes() throws IOException {
    return GuardLists.suffixes(
        copy(SUFFIXES),
        GuardFormats.PUBLIC_SUFFIXES,
        new GuardSettings(
            SUFFIXES, GuardReason.PUBLIC_SUFFIX, GuardEffect.SUPPRESS, Coverage.NAMES));
  }

  private static FeedCopy copy(String name) throws IOException {
    Path file = Path.of(System.getProperty("sekisho.data", "absent")).resolve(name);
    assumeTrue(Files.exists(file), "no data");
    return new FeedCopy(name, Files.readAllBytes(file), Instant.EPOCH);
  }

  private static double bytesAnEntry(Guard guard) throws ReflectiveOperationException {
    return (double) bytesOfArrays(guard) / guard.size();
  }

  /** The bytes in the primitive arrays that the objects of the house hold. */
  private static long bytesOfArrays(Object holder) throws ReflectiveOperationException {
    long bytes = 0;
    for (Field field : holder.getClass().getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
        field.setAccessible(true);
        bytes += bytesOf(field.get(holder));
      }
    }
    return bytes;
  }

  private static long bytesOf(@Nullable Object value) throws ReflectiveOperationException {
    if (value == null) {
      return 0;
    }
    if (value.getClass().isArray()) {
      return (long) Array.getLength(value) * width(value);
    }
    boolean ours = value.getClass().getName().startsWith("io.sekisho") && !(value instanceof Enum);
    return ours ? bytesOfArrays(value) : 0;
  }

  private static int width(Object array) {
    if (array instanceof byte[]) {
      return 1;
    }
    return array instanceof long[] ? Long.BYTES : Integer.BYTES;
  }
}
