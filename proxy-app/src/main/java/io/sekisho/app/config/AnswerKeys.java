package io.sekisho.app.config;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.Answers;
import io.sekisho.proxy.Answers.Rungs;
import io.sekisho.proxy.Answers.Targets;
import io.sekisho.proxy.Mode;
import io.sekisho.rules.indicator.Endpoint;
import java.net.URI;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code mode} and the keys of {@code answer} that one place of the file sets; null where it leaves
 * them to another place.
 *
 * @param section where the keys of {@code answer} are
 */
record AnswerKeys(
    Section section,
    @Nullable Mode mode,
    @Nullable Action http,
    @Nullable Action connect,
    @Nullable Action tls,
    @Nullable URI redirectTo,
    @Nullable Endpoint sinkhole) {
  static final String REDIRECT_TO = "redirect-to";
  static final String SINKHOLE = "sinkhole";

  private static final Choice<Mode> MODES = Choice.of(Mode.values(), Mode::label);
  private static final Choice<Action> HTTP = actions(Rungs.HTTP, "drop", "tarpit", "sinkhole");
  private static final Choice<Action> CONNECT =
      actions(Rungs.CONNECT, "drop", "tarpit", "sinkhole");
  private static final Choice<Action> TLS =
      actions(Rungs.TLS, "alert", "drop", "tarpit", "sinkhole", "refuse", "redirect");

  /** Those of the whole file, where every key has a default. */
  static AnswerKeys atTop(Section root, Section answer) {
    answer.planned("explain");
    return new AnswerKeys(
        answer,
        root.value("mode", MODES, "enforce"),
        answer.value("http", HTTP, "refuse"),
        answer.value("connect", CONNECT, "refuse"),
        answer.value("tls", TLS, "reset"),
        answer
            .optional(REDIRECT_TO, Destinations::webAddress, "none; needed for redirect")
            .orElse(null),
        answer.optional(SINKHOLE, Destinations::server, "none; needed for sinkhole").orElse(null));
  }

  /**
   * Those of a part of the file.
   *
   * @param part where {@code mode} is
   */
  static AnswerKeys in(Section part, Section answer) {
    answer.planned("explain");
    return new AnswerKeys(
        answer,
        part.inherited("mode", MODES).orElse(null),
        answer.inherited("http", HTTP).orElse(null),
        answer.inherited("connect", CONNECT).orElse(null),
        answer.inherited("tls", TLS).orElse(null),
        answer.inherited(REDIRECT_TO, Destinations::webAddress).orElse(null),
        answer.inherited(SINKHOLE, Destinations::server).orElse(null));
  }

  private static Choice<Action> actions(Set<Action> all, String... planned) {
    Set<String> later = Set.of(planned);
    return Choice.of(
            all.stream().filter(action -> !later.contains(action.label())).toArray(Action[]::new),
            Action::label)
        .planning(planned);
  }

  /** These, and what they do not set from another place. */
  AnswerKeys over(AnswerKeys base) {
    return new AnswerKeys(
        section,
        mode == null ? base.mode : mode,
        http == null ? base.http : http,
        connect == null ? base.connect : connect,
        tls == null ? base.tls : tls,
        redirectTo == null ? base.redirectTo : redirectTo,
        sinkhole == null ? base.sinkhole : sinkhole);
  }

  /** Whether any place in a flow is answered in this way. */
  boolean use(Action action) {
    return http == action || connect == action || tls == action;
  }

  /** The keys that are answered in this way, such as {@code answer.http}. */
  String keyOf(Action action) {
    return http == action ? "http" : connect == action ? "connect" : "tls";
  }

  /**
   * What they come to where every key is set. What has no target was reported, and is answered in
   * the usual way.
   */
  Answers answers() {
    Rungs rungs =
        new Rungs(
            orUsual(Objects.requireNonNull(http), Action.REFUSE),
            orUsual(Objects.requireNonNull(connect), Action.REFUSE),
            orUsual(Objects.requireNonNull(tls), Action.RESET));
    Targets targets =
        new Targets(
            use(Action.REDIRECT) ? redirectTo : null, use(Action.SINKHOLE) ? sinkhole : null);
    return new Answers(Objects.requireNonNull(mode), rungs, targets);
  }

  private Action orUsual(Action action, Action usual) {
    boolean lost =
        (action == Action.REDIRECT && redirectTo == null)
            || (action == Action.SINKHOLE && sinkhole == null);
    return lost ? usual : action;
  }
}
