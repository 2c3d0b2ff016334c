package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.csv.CsvFields;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Pattern;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A line of {@code top-list}, a list of the most visited names: a name or a web address, alone or
 * behind its rank, and whatever follows it. The first line may be a header.
 */
final class TopListLine implements LineParser {
  private static final List<String> SCHEMES = List.of("https://", "http://");

  @Override
  public void parse(FeedLine line, Consumer<FeedEntry> entries) {
    if (line.isBlankOrComment()) {
      return;
    }
    List<String> fields = CsvFields.of(line.text(), separator(line.text())).list();
    Optional<HostName> name = fields.stream().flatMap(field -> name(field).stream()).findFirst();
    if (name.isPresent()) {
      entries.accept(line.claim(new Pattern.ExactName(name.get())));
    } else if (line.number() > 1) {
      entries.accept(line.rejected(reason(fields)));
    }
  }

  private static char separator(String text) {
    return text.indexOf(',') < 0 && text.indexOf('\t') >= 0 ? '\t' : ',';
  }

  private static Optional<HostName> name(String field) {
    String host = host(field);
    return host.indexOf('.') < 0
        ? Optional.empty()
        : PlainName.of(host).or(() -> HostName.parse(host).accepted());
  }

  private static String host(String field) {
    for (String scheme : SCHEMES) {
      if (field.startsWith(scheme)) {
        int slash = field.indexOf('/', scheme.length());
        return field.substring(scheme.length(), slash < 0 ? field.length() : slash);
      }
    }
    return field;
  }

  /** Some lists rank whole top-level domains too. */
  private static RejectReason reason(List<String> fields) {
    String last = fields.get(fields.size() - 1);
    return !last.isEmpty() && HostName.parse(last).accepted().isPresent()
        ? RejectReason.SINGLE_LABEL
        : RejectReason.MISSING_FIELD;
  }
}
