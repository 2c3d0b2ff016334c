package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Provenance;
import io.sekisho.rules.indicator.RequestedAction;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what {@link Bytes} has written of one claim, from front to back. */
final class ClaimReader {
  private final ByteBuffer bytes;

  ClaimReader(ByteBuffer bytes, int from) {
    this(bytes, from, bytes.limit());
  }

  /** Of the bytes up to {@code end} alone. */
  ClaimReader(ByteBuffer bytes, int from, int end) {
    this.bytes = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).limit(end).position(from);
  }

  /**
   * Writes a claim. What stands behind its tags is only there where anything is said: it is read as
   * far as the claim's bytes go.
   */
  static void write(Bytes to, Claim claim) {
    Provenance provenance = claim.provenance();
    to.putText(claim.feed());
    to.putText(claim.threat()).putByte(claim.confidence()).putText(claim.downgrade());
    to.putTime(provenance.firstSeen()).putTime(provenance.lastSeen());
    to.putText(provenance.reference()).putText(provenance.site().name());
    to.putInt(provenance.tags().size());
    provenance.tags().forEach(to::putText);
    if (provenance.category() != null || claim.action() != null) {
      to.putText(provenance.category()).putByte(number(claim.action()));
    }
  }

  private static int number(@Nullable RequestedAction action) {
    return action == null ? 0 : action.number();
  }

  /** Reads a claim whose bytes are all that is left. */
  Claim read(Role role) {
    String feed = requiredText();
    String threat = text();
    int confidence = bytes.get();
    String downgrade = text();
    Instant first = time();
    Instant last = time();
    String reference = text();
    Provenance.Site site = Provenance.Site.valueOf(requiredText());
    List<String> tags = tags();
    String category = bytes.hasRemaining() ? text() : null;
    RequestedAction action = bytes.hasRemaining() ? action(bytes.get()) : null;
    return new Claim(
        feed,
        role,
        threat,
        confidence,
        new Provenance(first, last, reference, tags, site, category),
        downgrade,
        action);
  }

  private static @Nullable RequestedAction action(int number) {
    return RequestedAction.numbered(number).orElse(null);
  }

  /** Whether anything is left. */
  boolean hasMore() {
    return bytes.hasRemaining();
  }

  int number() {
    return bytes.getInt();
  }

  long longNumber() {
    return bytes.getLong();
  }

  UUID id() {
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  /** Bytes with their length before; not copied. */
  ByteBuffer bytes() {
    int length = bytes.getInt();
    ByteBuffer part = bytes.slice(bytes.position(), length);
    bytes.position(bytes.position() + length);
    return part;
  }

  String requiredText() {
    String text = text();
    if (text == null) {
      throw new IllegalStateException("a text is missing");
    }
    return text;
  }

  @Nullable String text() {
    int length = bytes.getInt();
    if (length < 0) {
      return null;
    }
    byte[] utf8 = new byte[length];
    bytes.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  @Nullable Instant time() {
    long seconds = bytes.getLong();
    return seconds == Long.MIN_VALUE ? null : Instant.ofEpochSecond(seconds, bytes.getInt());
  }

  private List<String> tags() {
    int count = bytes.getInt();
    List<String> tags = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      tags.add(requiredText());
    }
    return tags;
  }
}
