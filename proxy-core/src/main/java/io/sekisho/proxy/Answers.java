package io.sekisho.proxy;

import io.sekisho.proxy.AnswerPolicy.Stage;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.Verdict;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.RequestedAction;
import java.net.URI;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a hostile flow gets, wherever in it that has to be given. */
public record Answers(Mode mode, Rungs rungs, Targets targets, Wording wording) {

  /**
   * The step of the ladder for each place.
   *
   * @param http for a plain HTTP request
   * @param connect for a CONNECT that is not answered yet
   * @param tls for a ClientHello, or whatever else a tunnel or a diverted connection begins with
   */
  public record Rungs(Action http, Action connect, Action tls) {
    public static final Set<Action> HTTP =
        EnumSet.of(
            Action.REFUSE,
            Action.REDIRECT,
            Action.RESET,
            Action.DROP,
            Action.TARPIT,
            Action.SINKHOLE);
    public static final Set<Action> CONNECT =
        EnumSet.of(Action.REFUSE, Action.RESET, Action.DROP, Action.TARPIT, Action.SINKHOLE);
    public static final Set<Action> TLS =
        EnumSet.of(
            Action.RESET,
            Action.ALERT,
            Action.DROP,
            Action.TARPIT,
            Action.SINKHOLE,
            Action.REFUSE,
            Action.REDIRECT);
    public static final Rungs USUAL = new Rungs(Action.REFUSE, Action.REFUSE, Action.RESET);

    public Rungs {
      if (!HTTP.contains(http) || !CONNECT.contains(connect) || !TLS.contains(tls)) {
        throw new IllegalArgumentException("answers " + http + ", " + connect + ", " + tls);
      }
    }

    /** The same with this answer wherever it can be given. */
    Rungs with(Action action) {
      return new Rungs(
          HTTP.contains(action) ? action : http,
          CONNECT.contains(action) ? action : connect,
          TLS.contains(action) && (isShown(tls) || !isShown(action)) ? action : tls);
    }

    /** Whether it is an answer that is shown inside of TLS, as only some installations can. */
    private static boolean isShown(Action inTls) {
      return inTls == Action.REFUSE || inTls == Action.REDIRECT;
    }

    boolean use(Action action) {
      return http == action || connect == action || tls == action;
    }
  }

  /**
   * Where flows are sent instead.
   *
   * @param redirectTo null where no answer is a redirection; with {@link #CASE} where the case id
   *     goes, else it becomes a parameter of the query
   * @param sinkhole an address and a port; null where no answer is a sinkhole
   */
  public record Targets(@Nullable URI redirectTo, @Nullable Endpoint sinkhole) {
    public static final Targets NONE = new Targets(null, null);

    /** Stands for the case id in a target: <code>{case}</code>, percent-encoded. */
    public static final String CASE = "%7Bcase%7D";
  }

  /** The same put in the usual words. */
  public Answers(Mode mode, Rungs rungs, Targets targets) {
    this(mode, rungs, targets, Wording.USUAL);
  }

  public Answers {
    if (rungs.use(Action.REDIRECT) && targets.redirectTo() == null) {
      throw new IllegalArgumentException("a redirection to nowhere");
    }
    if (rungs.use(Action.SINKHOLE) && targets.sinkhole() == null) {
      throw new IllegalArgumentException("a sinkhole that is nowhere");
    }
  }

  /** These, but for what an entry of a feed asks for, wherever that can be given. */
  Answers asked(RequestedAction asked) {
    return new Answers(mode, rungs.with(action(asked)), targets, wording);
  }

  private static Action action(RequestedAction asked) {
    return switch (asked) {
      case REFUSE -> Action.REFUSE;
      case RESET -> Action.RESET;
      case DROP -> Action.DROP;
      case TARPIT -> Action.TARPIT;
    };
  }

  /** What a verdict leads to at this stage. */
  public Action actionFor(Verdict verdict, Stage stage) {
    return verdict.fold(
        clean -> Action.RELAY,
        exempt -> Action.RELAY,
        suspect -> Action.OBSERVE,
        hostile ->
            mode == Mode.OBSERVE && stage != Stage.UNADMITTED ? Action.OBSERVE : stop(stage));
  }

  /**
   * The same for a flow of which this is known: whoever asks for the target of a redirection that
   * is listed itself is refused, and not sent there again.
   */
  Action actionFor(Verdict verdict, Stage stage, Evidence evidence) {
    Action action = actionFor(verdict, stage);
    boolean circle = action == Action.REDIRECT && evidence.asked().equals(redirectHost());
    return circle ? Action.REFUSE : action;
  }

  private Optional<Host> redirectHost() {
    return redirectTarget().flatMap(target -> Host.parse(target.getHost()).accepted());
  }

  /** What stops a flow at this stage. */
  Action stop(Stage stage) {
    return switch (stage) {
      case UNADMITTED -> Action.REFUSE;
      case HTTP_REQUEST -> rungs.http();
      case CONNECT -> rungs.connect();
      case TUNNEL -> rungs.tls();
      case ANSWERED -> inHandshake(rungs.tls());
      case UNDER_WAY -> Action.RESET;
    };
  }

  /** Nothing can be said behind a part of a server's answer: all that is left is to say nothing. */
  private static Action inHandshake(Action action) {
    return action == Action.DROP ? action : Action.RESET;
  }

  public Optional<URI> redirectTarget() {
    return Optional.ofNullable(targets.redirectTo());
  }

  public Optional<Endpoint> sinkholeTarget() {
    return Optional.ofNullable(targets.sinkhole());
  }
}
