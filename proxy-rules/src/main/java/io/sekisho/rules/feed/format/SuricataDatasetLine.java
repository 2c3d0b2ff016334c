package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.Provenance;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * A line of {@code suricata-dataset}: a string in base64, an address, the digest of a file, or a
 * JSON object; in a list with reputations a score follows, which means what the rules make of it
 * and is kept as a tag. A set is asked for a host as a whole, so a name stands for itself alone,
 * and with a dot before it (the transformation {@code dotprefix}) for all below it too.
 */
final class SuricataDatasetLine implements LineParser {
  private static final int MAX_SCORE = 65_535;

  /** An MD5 and a SHA-256 in hexadecimal; either would be base64 as well. */
  private static final java.util.regex.Pattern DIGEST =
      java.util.regex.Pattern.compile("[0-9A-Fa-f]{32}|[0-9A-Fa-f]{64}");

  @Override
  public void parse(FeedLine line, Consumer<FeedEntry> entries) {
    String text = line.text();
    if (text.isEmpty() || text.startsWith("#") || DatasetObject.isBracket(text)) {
      return;
    }
    entries.accept(text.startsWith("{") ? object(line) : scored(line));
  }

  private static FeedEntry object(FeedLine line) {
    return DatasetObject.parse(line.text())
        .map(object -> object.value().map(value -> string(line, value)))
        .map(value -> value.orElseGet(() -> line.rejected(RejectReason.MISSING_FIELD)))
        .orElseGet(() -> line.rejected(RejectReason.BAD_RECORD));
  }

  private static FeedEntry scored(FeedLine line) {
    int comma = line.text().indexOf(',');
    if (comma < 0) {
      return value(line, line.text());
    }
    OptionalInt score = Score.of(line.text().substring(comma + 1).strip(), MAX_SCORE);
    return score.isEmpty()
        ? line.rejected(RejectReason.BAD_SCORE)
        : value(line, line.text().substring(0, comma).strip())
            .mapClaim(claim -> claim.with(said(score.getAsInt())));
  }

  private static Particulars said(int score) {
    return Particulars.NONE.withProvenance(Provenance.NONE.withTags(List.of("score " + score)));
  }

  private static FeedEntry value(FeedLine line, String text) {
    if (DIGEST.matcher(text).matches()) {
      return line.rejected(RejectReason.OTHER_TYPE);
    }
    Optional<FeedEntry> address = address(line, text);
    return address.isPresent()
        ? address.get()
        : decoded(text)
            .map(string -> string(line, string))
            .orElseGet(() -> line.rejected(RejectReason.BAD_ENCODING));
  }

  /** Any whole number may be a string in base64: an address has dots or colons. */
  private static Optional<FeedEntry> address(FeedLine line, String text) {
    return Destination.prefix(text).accepted().map(prefix -> claim(line, prefix));
  }

  private static FeedEntry claim(FeedLine line, AddressPrefix prefix) {
    return line.claim(new Pattern.Addresses(prefix));
  }

  /** Empty where it is no base64; bytes that are no UTF-8 are an empty string. */
  private static Optional<String> decoded(String base64) {
    try {
      return Optional.of(utf8(Base64.getDecoder().decode(base64)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return "";
    }
  }

  /** Strings of a set can be anything, such as user agents: those that name a host are of use. */
  private static FeedEntry string(FeedLine line, String string) {
    Optional<FeedEntry> address = address(line, string);
    if (address.isPresent()) {
      return address.get();
    }
    boolean subTree = string.startsWith(".");
    FeedEntry entry =
        string.contains("://")
            ? Destination.read(line, string)
            : subTree ? DnsName.subTree(line, string) : DnsName.exact(line, string);
    return entry.fold(c -> c, e -> e, rejected -> line.rejected(RejectReason.OTHER_TYPE), n -> n);
  }
}
