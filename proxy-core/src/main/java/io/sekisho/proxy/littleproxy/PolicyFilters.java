package io.sekisho.proxy.littleproxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AttributeKey;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.FlowObserver;
import io.sekisho.proxy.Garden;
import io.sekisho.proxy.Judge;
import io.sekisho.proxy.Mode;
import io.sekisho.proxy.OpenFlows;
import io.sekisho.proxy.Traffic;
import io.sekisho.proxy.Treatment;
import io.sekisho.proxy.Treatments;
import io.sekisho.proxy.Undecided;
import io.sekisho.proxy.client.Intake;
import io.sekisho.rules.Policy;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.littleshoot.proxy.HttpFilters;
import org.littleshoot.proxy.HttpFiltersSourceAdapter;

/**
 * The policy as filters for anybody who embeds LittleProxy: {@code withFiltersSource(new
 * PolicyFilters(policy))}. Each request and each CONNECT is judged by all names that it gives and
 * by every address that its destination has, and only a judged address is dialled.
 *
 * <p>Filters see what LittleProxy has read. Not seen, and so not stopped, are the handshakes inside
 * of tunnels, with their server names and fingerprints, and flows that are open when a list comes
 * to name them. What LittleProxy itself does to connections stays as it is: it looks names up, and
 * waits for servers, on its event loops. {@code explicit.engine: littleproxy} has none of these
 * faults.
 */
public final class PolicyFilters extends HttpFiltersSourceAdapter {
  /** The name that metrics and events give flows that come in this way. */
  public static final String LISTENER = "littleproxy";

  private static final AttributeKey<Boolean> COUNTED =
      AttributeKey.valueOf(PolicyFilters.class, "counted");

  private final Intake intake;
  private final NameLookUp names;

  /** Refuses what is hostile, and tells nobody. */
  public PolicyFilters(Policy policy) {
    this(policy, new UnheardObserver());
  }

  /** Refuses what is hostile, and tells {@code observer}. */
  public PolicyFilters(Policy policy, FlowObserver observer) {
    this(
        new Judge(
            policy, refusing(), observer, new OpenFlows(), new Garden(InstantSource.system())),
        new SystemLookUp());
  }

  /**
   * Does what the judge says.
   *
   * @param names looks names up, on LittleProxy's event loop
   */
  public PolicyFilters(Judge judge, NameLookUp names) {
    this.intake = new Intake(LISTENER, judge, new Traffic(), InstantSource.system());
    this.names = names;
  }

  private static Treatments refusing() {
    AnswerPolicy answers = new AnswerPolicy(Mode.ENFORCE, Action.REFUSE, Action.RESET, null);
    return Treatments.alike(
        new Treatment(
            answers,
            Arrays.stream(Undecided.values())
                .collect(Collectors.toMap(Function.identity(), kind -> Undecided.Handling.RELAY))));
  }

  @Override
  public HttpFilters filterRequest(HttpRequest request, @Nullable ChannelHandlerContext ctx) {
    Channel client = Objects.requireNonNull(ctx).channel();
    count(client);
    return new JudgedRequest(intake, names, request, ctx);
  }

  private void count(Channel client) {
    if (client.attr(COUNTED).getAndSet(true) == null) {
      FlowObserver observer = intake.observer();
      observer.connectionOpened(LISTENER);
      client.closeFuture().addListener(closed -> observer.connectionClosed(LISTENER));
    }
  }
}
