package io.sekisho.app.config;

import io.sekisho.proxy.Wording;
import io.sekisho.proxy.Wording.Contact;
import io.sekisho.proxy.Wording.Openness;
import io.sekisho.proxy.Wording.Operator;
import io.sekisho.proxy.Wording.PageStatus;
import io.sekisho.proxy.Wording.RedirectStatus;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The keys of {@code answer} that one place sets for what people read; null as elsewhere. */
record WordingKeys(
    @Nullable PageStatus status,
    @Nullable RedirectStatus redirect,
    @Nullable Openness explain,
    Operator operator) {
  private static final Choice<PageStatus> STATUSES =
      Choice.of(PageStatus.values(), status -> Integer.toString(status.code()));
  private static final Choice<RedirectStatus> REDIRECTS =
      Choice.of(RedirectStatus.values(), status -> Integer.toString(status.code()));
  private static final Choice<Openness> EXPLAIN =
      Choice.yesOrNo(Openness.EXPLAINING, Openness.SILENT);

  /** Those of the whole file. */
  static WordingKeys atTop(Section answer) {
    return new WordingKeys(
        answer.value("status", STATUSES, "403"),
        answer.value("redirect-status", REDIRECTS, "302"),
        answer.value("explain", EXPLAIN, "false"),
        new Operator(
            answer.optional("organization", Texts::line, "none: not named").orElse(null),
            answer.optional("contact", WordingKeys::contact, "none: not told").orElse(null),
            answer
                .optional("blocked-by", Destinations::webAddress, "none: not told")
                .orElse(null)));
  }

  /** Those of a part of the file. */
  static WordingKeys in(Section answer) {
    return new WordingKeys(
        answer.inherited("status", STATUSES).orElse(null),
        answer.inherited("redirect-status", REDIRECTS).orElse(null),
        answer.inherited("explain", EXPLAIN).orElse(null),
        new Operator(
            answer.inherited("organization", Texts::line).orElse(null),
            answer.inherited("contact", WordingKeys::contact).orElse(null),
            answer.inherited("blocked-by", Destinations::webAddress).orElse(null)));
  }

  /** A line for people; a URI of a kind that pages link to is a link. */
  private static Contact contact(String text) throws BadValue {
    String line = Texts.line(text);
    if (line.regionMatches(true, 0, "mailto:", 0, "mailto:".length())) {
      return mail(line);
    }
    boolean web =
        line.regionMatches(true, 0, "https:", 0, "https:".length())
            || line.regionMatches(true, 0, "http:", 0, "http:".length());
    return new Contact(line, web ? Destinations.webAddress(line) : null);
  }

  private static Contact mail(String line) throws BadValue {
    URI uri = Destinations.uri(line);
    String address = uri.getSchemeSpecificPart().replaceFirst("\\?.*", "");
    if (!address.matches("[^@\\s]+@[^@\\s]+")) {
      throw new BadValue(line + " is not mailto: and an address");
    }
    return new Contact(address, uri);
  }

  /** These, and what they do not set from another place. */
  WordingKeys over(WordingKeys base) {
    return new WordingKeys(
        status == null ? base.status : status,
        redirect == null ? base.redirect : redirect,
        explain == null ? base.explain : explain,
        over(base.operator));
  }

  private Operator over(Operator base) {
    return new Operator(
        operator.knownName().or(base::knownName).orElse(null),
        operator.knownContact().or(base::knownContact).orElse(null),
        operator.blocker().or(base::blocker).orElse(null));
  }

  /** What they come to where every key is set. */
  Wording wording() {
    return new Wording(
        Objects.requireNonNull(status),
        Objects.requireNonNull(redirect),
        operator,
        Objects.requireNonNull(explain));
  }
}
