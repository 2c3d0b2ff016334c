package io.sekisho.rules.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.Provenance;
import io.sekisho.rules.indicator.RequestedAction;
import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Image;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;

/** What a claim is in memory, in a snapshot and in a journal. */
final class ClaimBytesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final int MANY = 20_000;

  private final HashKey key = HashKey.random();

  @ParameterizedTest
  @NullSource
  @EnumSource(RequestedAction.class)
  void actionAndCategoryAreInSnapshotAndJournal(@Nullable RequestedAction action) {
    Indicator plain = indicator("plain.example", null, null);
    Indicator asking = indicator("asking.example", action, "c2");
    FeedIndex index = feed(plain, asking);
    ClaimStore empty = ClaimStore.empty(key);

    ClaimStore replayed = ChangeRecord.apply(empty, ChangeRecord.of(index, empty));
    Image image = StoreImage.of(Compaction.of(replayed, NOW, () -> {}));
    ClaimStore restarted = StoreImage.store(image, key);

    assertThat(found(replayed, "asking.example")).containsExactly(asking);
    assertThat(found(restarted, "asking.example")).containsExactly(asking);
    assertThat(found(restarted, "plain.example")).containsExactly(plain);
  }

  @Test
  void anActionThatThisProgramDoesNotKnowIsNone() {
    Bytes bytes = new Bytes(64);
    ClaimReader.write(bytes, Claim.of(indicator("a.example", RequestedAction.DROP, "c2")));
    ByteBuffer written = bytes.written();
    written.put(written.limit() - 1, (byte) 99);

    Claim read = new ClaimReader(written, 0).read(Role.CLAIM);

    assertThat(read.action()).isNull();
    assertThat(read.provenance().category()).isEqualTo("c2");
  }

  @Test
  void aClaimOfBeforeThereWereActionsAndCategoriesIsRead() {
    Indicator plain = indicator("a.example", null, null);
    Bytes bytes = new Bytes(64);
    bytes.putText("feed").putText("threat").putByte(90).putText(null);
    bytes.putTime(null).putTime(null).putText(null).putText("UNKNOWN").putInt(0);
    Bytes written = new Bytes(64);
    ClaimReader.write(written, Claim.of(plain));

    Claim read = new ClaimReader(bytes.written(), 0).read(Role.CLAIM);

    assertThat(read).isEqualTo(Claim.of(plain));
    assertThat(written.written()).isEqualTo(bytes.written());
  }

  @Test
  void actionsAndCategoriesTakeNothingForAnEntry() {
    long plain = many(null, null).bytes();

    long asking = many(RequestedAction.DROP, "c2").bytes();

    assertThat(asking - plain).isBetween(0L, 16L);
  }

  @Test
  void anotherActionIsAChange() {
    FeedIndex before = feed(indicator("a.example", null, null));
    FeedIndex.Builder next = before.successor();
    next.add(indicator("a.example", RequestedAction.RESET, null));

    FeedIndex after = next.build();

    assertThat(after.change().changed()).isOne();
    ClaimStore store = ClaimStore.empty(key).with(before).with(after);
    assertThat(found(store, "a.example"))
        .extracting(Indicator::action)
        .containsExactly(RequestedAction.RESET);
  }

  private static FeedIndex many(@Nullable RequestedAction action, @Nullable String category) {
    FeedIndex.Builder index = FeedIndex.builder("feed");
    for (int i = 0; i < MANY; i++) {
      index.add(indicator("n" + i + ".example", action, category));
    }
    return index.build();
  }

  private static FeedIndex feed(Indicator... indicators) {
    FeedIndex.Builder index = FeedIndex.builder("feed");
    for (Indicator each : indicators) {
      index.add(each);
    }
    return index.build();
  }

  private static Indicator indicator(
      String name, @Nullable RequestedAction action, @Nullable String category) {
    return new Indicator(
        new Pattern.SubTree(new HostName(name)),
        "feed",
        1,
        "threat",
        90,
        null,
        Provenance.NONE.inCategory(category),
        null,
        action);
  }

  private static List<Indicator> found(ClaimStore store, String name) {
    List<Indicator> found = new ArrayList<>();
    Clue clue = new Clue(Clue.Kind.LOOKUP, new Endpoint(new HostName(name), 443));
    Query.formsOf(clue).forEach(form -> store.collect(form, NOW, found));
    return found;
  }
}
