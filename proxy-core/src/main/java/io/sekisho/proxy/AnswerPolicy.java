package io.sekisho.proxy;

import io.sekisho.rules.Verdict;
import java.net.URI;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which action a verdict leads to.
 *
 * @param http for a hostile plain HTTP request: refuse, redirect or reset
 * @param tls for a tunnel whose handshake turns out hostile: reset
 * @param redirectTo where redirect leads; null unless {@code http} is redirect
 */
public record AnswerPolicy(Mode mode, Action http, Action tls, @Nullable URI redirectTo) {
  public static final Set<Action> HTTP_ACTIONS =
      EnumSet.of(Action.REFUSE, Action.REDIRECT, Action.RESET);
  public static final Set<Action> TLS_ACTIONS = EnumSet.of(Action.RESET);

  /** Where in a flow the answer has to be given. */
  public enum Stage {
    /** A request of a client that may not make any: refused whatever the mode is. */
    UNADMITTED,
    /** A plain HTTP request: any answer of HTTP can be given. */
    HTTP_REQUEST,
    /** A CONNECT that is not answered yet: always refused with 403. */
    CONNECT,
    /** Inside a tunnel: only the connection itself can be ended. */
    TUNNEL,
    /** A flow that had passed, and goes on: always reset. */
    UNDER_WAY
  }

  public AnswerPolicy {
    if (!HTTP_ACTIONS.contains(http) || !TLS_ACTIONS.contains(tls)) {
      throw new IllegalArgumentException("answers " + http + ", " + tls);
    }
    if ((http == Action.REDIRECT) != (redirectTo != null)) {
      throw new IllegalArgumentException("redirect and its target go together");
    }
  }

  public Action actionFor(Verdict verdict, Stage stage) {
    return verdict.fold(
        clean -> Action.RELAY,
        exempt -> Action.RELAY,
        hostile ->
            mode == Mode.OBSERVE && stage != Stage.UNADMITTED ? Action.OBSERVE : stop(stage));
  }

  private Action stop(Stage stage) {
    return switch (stage) {
      case HTTP_REQUEST -> http;
      case UNADMITTED, CONNECT -> Action.REFUSE;
      case TUNNEL -> tls;
      case UNDER_WAY -> Action.RESET;
    };
  }

  public Optional<URI> redirectTarget() {
    return Optional.ofNullable(redirectTo);
  }
}
