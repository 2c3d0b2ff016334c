package io.sekisho.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.Match;
import io.sekisho.rules.Verdict;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.Pattern;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one flow, judged anew whenever something is added. Confined to the flow's event
 * loop.
 */
public final class Inquiry {
  private final Judge judge;
  private final Flow flow;
  private final Treatment treatment;
  private AnswerPolicy.Stage stage;
  private Evidence evidence = new Evidence(List.of());
  private @Nullable Undecided nameless;
  private boolean visibilityTold;
  private @Nullable IpAddress server;
  private Set<Told> told = Set.of();
  private int judgedAt;
  private Verdict verdict = Verdict.clean();
  private @Nullable Captivity captivity;
  private @Nullable OpenFlow open;

  Inquiry(Judge judge, Flow flow, Treatment treatment, AnswerPolicy.Stage stage) {
    this.judge = judge;
    this.flow = flow;
    this.treatment = treatment;
    this.stage = stage;
  }

  /** A match that the observer knows of, whatever else the feed comes to say of the destination. */
  private record Told(Clue clue, String feed, Pattern pattern) {
    static Told of(Match match) {
      return new Told(match.clue(), match.indicator().feed(), match.indicator().pattern());
    }
  }

  public Flow flow() {
    return flow;
  }

  /** What the last verdict leads to. */
  public Answers answers() {
    return captivity == null
        ? treatment.answer().answersTo(verdict, flow.listener())
        : captivity.answers();
  }

  /** That of a client which the walled garden keeps from going on with this flow. */
  public Optional<Captivity> captivity() {
    return Optional.ofNullable(captivity);
  }

  /** What counts for this client whatever the verdict is, and so tells nothing of it. */
  public Answers usualAnswers() {
    return treatment.answer().usual();
  }

  /** What the client asked for; empty where nothing of that is known. */
  public Optional<Host> asked() {
    return evidence.asked();
  }

  /** The indicator that decided the last verdict; empty where the flow is not hostile. */
  public Optional<Indicator> listing() {
    return verdict.fold(
        clean -> Optional.empty(),
        exempt -> Optional.empty(),
        suspect -> Optional.empty(),
        hostile -> Optional.of(hostile.decisive().indicator()));
  }

  /** Whether the fingerprints of a ClientHello are clues now. */
  public boolean asksForFingerprints() {
    return judge.asksForFingerprints();
  }

  /** The same as what is done here and now; nobody is told of it. */
  public Action action() {
    return answers().actionFor(verdict, stage, evidence);
  }

  /** A hostile CONNECT is let in, to be answered inside of the tunnel: in this way. */
  public Action answeredInside() {
    tunnelOpened();
    Action inside = action();
    capture(inside);
    return inside;
  }

  /** CONNECT is answered: from here on the flow is a tunnel. */
  public void tunnelOpened() {
    stage = AnswerPolicy.Stage.TUNNEL;
  }

  /** The client has part of the server's answer: from here on no other can be given it. */
  public void serverAnswered() {
    stage = AnswerPolicy.Stage.ANSWERED;
  }

  /**
   * Adds what was just learnt and judges all of it together. A hostile flow that is only observed
   * is told once, and again when more of it turns out to be listed.
   */
  public Action consider(List<Clue> clues) {
    return consider(clues, decision -> decision);
  }

  /**
   * The same for clues out of a ClientHello.
   *
   * @param hello makes its fingerprint, which is only asked for where the flow is hostile
   */
  public Action consider(List<Clue> clues, Supplier<TlsFingerprint> hello) {
    return consider(clues, decision -> decision.ofHello(hello));
  }

  private Action consider(List<Clue> clues, UnaryOperator<Decision> addition) {
    evidence = evidence.and(clues);
    if (clues.stream().anyMatch(clue -> isContradicted(clue, clues))) {
      namesDisagree();
    }
    judgedAt = judge.openFlows().changes();
    Decision judged = addition.apply(judge.decide(flow, treatment, evidence(), stage));
    verdict = judged.verdict();
    Decision decision = inGarden(judged);
    boolean news = isNews(verdict);
    if (decision.action() != Action.OBSERVE || news) {
      judge.observer().decided(decision);
    }
    capture(decision.action());
    if (!decision.action().passes()) {
      judged();
    }
    return decision.action();
  }

  /** What becomes of a flow that would pass, where its client is captive. */
  private Decision inGarden(Decision decision) {
    boolean free = isObserved() || !decision.action().passes();
    captivity = free ? null : judge.garden().against(flow, evidence, stage);
    return captivity == null ? decision : decision.leadingTo(Captivity.actionAt(stage));
  }

  /** Whoever is only observed is stopped by nothing. */
  private boolean isObserved() {
    return usualAnswers().mode() == Mode.OBSERVE;
  }

  /** A hit has its client captured where that is sent elsewhere. */
  private void capture(Action action) {
    if (action == Action.REDIRECT && captivity == null) {
      judge
          .garden()
          .hit(flow, answers())
          .ifPresent(begun -> judge.observer().captured(flow, evidence, begun));
    }
  }

  /**
   * A Host field is a clue beside a target only where it says something else. Beside the address
   * that the client connected to, it does where it is another address.
   */
  private static boolean isContradicted(Clue clue, List<Clue> clues) {
    if (clue.kind() != Clue.Kind.HOST) {
      return false;
    }
    boolean isName = clue.destination().host().fold(name -> true, address -> false);
    for (Clue other : clues) {
      switch (other.kind()) {
        case CONNECT_TARGET, REQUEST_TARGET -> {
          return true;
        }
        case ORIGINAL_DESTINATION -> {
          if (!isName && !other.destination().host().equals(clue.destination().host())) {
            return true;
          }
        }
        case HOST,
            SNI,
            ALIAS,
            RESOLVED_ADDRESS,
            CERTIFICATE,
            CERTIFICATE_NAME,
            FINGERPRINT,
            LOOKUP -> {}
      }
    }
    return false;
  }

  /** The server name of the last ClientHello, where that is no address. */
  public Optional<HostName> serverName() {
    HostName last = null;
    for (Clue clue : evidence.clues()) {
      if (clue.kind() == Clue.Kind.SNI) {
        last = clue.destination().host().<@Nullable HostName>fold(name -> name, address -> null);
      }
    }
    return Optional.ofNullable(last);
  }

  /**
   * What the flow shows of its destination was judged, or it shows nothing: tells how much that
   * was, once. A verdict that stops the flow and a request that is passed on come to this by
   * themselves; what is left is for whoever waits for the first message of a tunnel.
   */
  public void judged() {
    if (!visibilityTold) {
      visibilityTold = true;
      judge.observer().judged(flow, Visibility.of(evidence, nameless));
    }
  }

  /**
   * The server is connected, at this address. Others that its name has are no evidence from here
   * on: what is listed there later is nothing that the flow has to do with. Not for a parent proxy,
   * which looks the name up for itself: any of the addresses may be where that is connected.
   */
  public void connectedTo(IpAddress address) {
    server = address;
  }

  /**
   * The flow goes on from here, and is ended as soon as the rules list it. Called on its event
   * loop.
   *
   * @param cut ends it, and with that leaves; called on the event loop too
   */
  public OpenFlow opened(EventLoop loop, Runnable cut) {
    return judge.openFlows().enter(loop, this, cut);
  }

  /**
   * The flow is these two connections from here on, until both are closed. They are reset as soon
   * as the rules list it. Called on their event loop.
   */
  public void opened(Channel client, Channel toServer) {
    open =
        opened(
            client.eventLoop(),
            () -> {
              Sockets.reset(client);
              Sockets.reset(toServer);
            });
    ChannelFutureListener ending =
        closed -> {
          if (!client.isOpen() && !toServer.isOpen()) {
            left();
          }
        };
    client.closeFuture().addListener(ending);
    toServer.closeFuture().addListener(ending);
  }

  /** The flow goes on no more, whatever becomes of its connections. */
  public void left() {
    if (open != null) {
      open.leave();
      open = null;
    }
  }

  /** How many changes of the rules there had been when it was judged last. */
  int judgedAt() {
    return judgedAt;
  }

  /** Judges all of it by the rules as they are now. Whatever passes as before is not told. */
  Action judgeAnew() {
    Decision decision = judge.decideAnew(flow, treatment, evidence());
    boolean news = isNews(decision.verdict());
    if (!decision.action().passes() || news) {
      judge.observer().decided(decision);
    }
    return decision.action();
  }

  /** All that is known but for addresses that the flow does not go to. */
  public Evidence evidence() {
    IpAddress address = server;
    return address == null
        ? evidence
        : new Evidence(
            evidence.clues().stream().filter(clue -> !isElsewhere(clue, address)).toList());
  }

  private static boolean isElsewhere(Clue clue, IpAddress server) {
    return clue.kind() == Clue.Kind.RESOLVED_ADDRESS && !clue.destination().host().equals(server);
  }

  public void refused(RefusalReason reason, String detail) {
    judge.observer().refused(flow, evidence, reason, detail);
  }

  public void reached(Limit limit) {
    judge.observer().reached(flow.listener(), limit);
  }

  public void dialBegan() {
    judge.observer().dialBegan(flow.listener());
  }

  public void dialEnded(DialOutcome outcome) {
    judge.observer().dialEnded(flow.listener(), outcome);
  }

  /** A tunnel gave no name to judge: tells so, and what to do with it. */
  public Undecided.Handling undecided(Undecided why) {
    nameless = why;
    boolean captive = !isObserved() && judge.garden().against(flow, evidence) != null;
    Undecided.Handling handling = captive ? Undecided.Handling.RESET : treatment.handling(why);
    judge.observer().undecided(flow, evidence, why, handling);
    return handling;
  }

  public void namesDisagree() {
    judge.observer().namesDisagree(flow, evidence);
  }

  public void relayed() {
    judge.observer().relayed(flow);
    if (stage == AnswerPolicy.Stage.HTTP_REQUEST) {
      judged();
    }
  }

  public void connected(ServerUse use) {
    judge.observer().connected(flow, use);
  }

  public void parentUsed(ParentUse use) {
    judge.observer().parentUsed(flow, use);
  }

  public void sunk(SinkholeOutcome outcome) {
    judge.observer().sunk(flow, outcome);
  }

  public void tlsAnswered(TlsOutcome outcome) {
    judge.observer().tlsAnswered(flow, outcome);
  }

  /** Whether there is a match in it that was in none before. */
  private boolean isNews(Verdict verdict) {
    Set<Told> all = new HashSet<>(told);
    boolean news = all.addAll(verdict.against().stream().map(Told::of).toList());
    told = all;
    return news;
  }
}
