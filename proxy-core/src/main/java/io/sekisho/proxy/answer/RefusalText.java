package io.sekisho.proxy.answer;

import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.Wording.Operator;
import java.util.Optional;

/** A refusal in a few lines of plain text. */
final class RefusalText {
  private RefusalText() {}

  static String of(Case about, RefusalReason why, String detail, Words words) {
    Operator operator = about.wording().operator();
    return words.of(why).title()
        + "\n"
        + words.of(why).why()
        + "\n"
        + line("detail", Details.of(why, detail), words)
        + line("case", Optional.of(about.id()), words)
        + line("listing", about.told().map(Listing::text), words)
        + line("contact", operator.knownContact().map(contact -> contact.text()), words);
  }

  private static String line(String label, Optional<String> value, Words words) {
    return value.map(text -> words.text("fact." + label) + ": " + text + "\n").orElse("");
  }
}
