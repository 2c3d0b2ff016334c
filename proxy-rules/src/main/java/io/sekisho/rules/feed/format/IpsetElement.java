package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.Provenance;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What {@code add SET ELEMENT [timeout N] [nomatch] [comment "..."]} puts into a set. The set's
 * name and the comment are tags. The timeout, in seconds, counts from when the file was written; 0
 * is none. {@code nomatch} exempts.
 */
record IpsetElement(String set, String element, List<String> options, @Nullable String comment) {
  private static final String COMMENT = " comment \"";
  private static final Set<String> FLAGS = Set.of("-exist", "-!", "--exist");

  /** Empty where the set or the element is missing. */
  static Optional<IpsetElement> of(FeedLine line) {
    String text = line.text();
    int comment = text.indexOf(COMMENT);
    List<String> words =
        Arrays.stream((comment < 0 ? text : text.substring(0, comment)).split("\\s+"))
            .skip(1)
            .filter(word -> !FLAGS.contains(word))
            .toList();
    return words.size() < 2
        ? Optional.empty()
        : Optional.of(
            new IpsetElement(
                words.get(0),
                words.get(1),
                words.subList(2, words.size()),
                comment < 0 ? null : quoted(text, comment + COMMENT.length())));
  }

  private static @Nullable String quoted(String text, int from) {
    int end = text.indexOf('"', from);
    return AddressWord.comment(text.substring(from, end < 0 ? text.length() : end));
  }

  void read(FeedLine line, Consumer<FeedEntry> entries) {
    int comma = element.indexOf(',');
    if (comma >= 0) {
      entries.accept(socket(line, element.substring(0, comma), element.substring(comma + 1)));
    } else {
      AddressText.claim(
          line, element, said(), options.contains("nomatch") ? exempted(entries) : entries);
    }
  }

  private static Consumer<FeedEntry> exempted(Consumer<FeedEntry> entries) {
    return entry -> entries.accept(entry.mapClaim(FeedEntry.Claim::exempted));
  }

  /** Of the sets of more than an address, those of a TCP port are of use. */
  private FeedEntry socket(FeedLine line, String address, String rest) {
    String port = rest.startsWith("tcp:") ? rest.substring("tcp:".length()) : rest;
    if (port.isEmpty() || !Score.areDigits(port)) {
      return line.rejected(RejectReason.UNSUPPORTED_PATTERN);
    }
    String bracketed = address.indexOf(':') >= 0 ? "[" + address + "]" : address;
    return Authority.address(address)
        .flatMap(single -> Endpoint.parse(bracketed + ":" + port))
        .fold(endpoint -> line.claim(new Pattern.Socket(endpoint), said()), line::rejected);
  }

  private Particulars said() {
    Provenance source =
        Provenance.NONE.withTags(comment == null ? List.of(set) : List.of(set, comment));
    return Particulars.NONE.withProvenance(source).withLasting(timeout());
  }

  private @Nullable Duration timeout() {
    int at = options.indexOf("timeout") + 1;
    int seconds =
        at == 0 || at == options.size()
            ? 0
            : Score.of(options.get(at), Integer.MAX_VALUE).orElse(0);
    return seconds == 0 ? null : Duration.ofSeconds(seconds);
  }
}
