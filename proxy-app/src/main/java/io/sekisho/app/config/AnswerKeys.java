package io.sekisho.app.config;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.Mode;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code mode} and {@code answer} as one place of the file has or inherits them.
 *
 * @param section the mapping {@code answer} there
 * @param redirectTo null where none is given
 */
record AnswerKeys(Section section, Mode mode, Action http, Action tls, @Nullable URI redirectTo) {
  private static final Choice<Mode> MODES = Choice.of(Mode.values(), Mode::label);
  private static final String TARGET = "redirect-to";

  /** Those of the whole file, where every key has a default. */
  static AnswerKeys atTop(Section root) {
    Section answer = root.section("answer");
    answer.planned("explain");
    return new AnswerKeys(
        answer,
        root.value("mode", MODES, "enforce"),
        answer.value("http", actions(AnswerPolicy.HTTP_ACTIONS), "refuse"),
        answer.value("tls", actions(AnswerPolicy.TLS_ACTIONS), "reset"),
        answer
            .optional(TARGET, Destinations::webAddress, "none; needed for redirect")
            .orElse(null));
  }

  /** Those of a group, which has each key that it does not set from here. */
  AnswerKeys inheritedBy(Section group) {
    Section answer = group.section("answer");
    answer.planned("explain");
    return new AnswerKeys(
        answer,
        group.inherited("mode", MODES).orElse(mode),
        answer.inherited("http", actions(AnswerPolicy.HTTP_ACTIONS)).orElse(http),
        answer.inherited("tls", actions(AnswerPolicy.TLS_ACTIONS)).orElse(tls),
        answer.inherited(TARGET, Destinations::webAddress).orElse(redirectTo));
  }

  private static Choice<Action> actions(Set<Action> allowed) {
    return Choice.of(allowed.toArray(new Action[0]), Action::label)
        .planning("drop", "tarpit", "sinkhole");
  }

  /** Reports a redirection without a target, and a target without a redirection. */
  void check(List<AnswerKeys> heirs) {
    boolean used = redirects() || heirs.stream().anyMatch(AnswerKeys::redirectsAsInherited);
    checkTarget(redirects() && !hasTarget(), !used);
    for (AnswerKeys heir : heirs) {
      boolean alone = heir.section.has("http") && !heir.hasTarget() && !hasTarget();
      heir.checkTarget(heir.redirects() && alone, !heir.redirects());
    }
  }

  private boolean redirects() {
    return http == Action.REDIRECT;
  }

  private boolean hasTarget() {
    return section.has(TARGET);
  }

  private boolean redirectsAsInherited() {
    return redirects() && !hasTarget();
  }

  private void checkTarget(boolean missing, boolean useless) {
    if (missing) {
      section.fault(TARGET, "is missing, and answer.http is redirect");
    }
    if (useless && hasTarget() && redirectTo != null) {
      section.fault(TARGET, "is of no use unless answer.http is redirect");
    }
  }

  /** What they come to; a redirection without a target has been reported, and is none. */
  AnswerPolicy policy() {
    if (!redirects()) {
      return new AnswerPolicy(mode, http, tls, null);
    }
    return redirectTo == null
        ? new AnswerPolicy(mode, Action.REFUSE, tls, null)
        : new AnswerPolicy(mode, http, tls, redirectTo);
  }
}
