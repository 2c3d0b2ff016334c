package io.sekisho.proxy;

import io.sekisho.rules.Evidence;

/**
 * Told of all that happens to flows. Called on event loops, in the order of events for one flow, so
 * an implementation never blocks and never throws.
 */
public interface FlowObserver {

  /** A listener goes by these limits from now on. */
  void configured(String listener, Limits limits);

  void connectionOpened(String listener);

  void connectionClosed(String listener);

  /** A limit put an end to something, or kept it from beginning. */
  void reached(String listener, Limit limit);

  /** A server is looked up and dialled from now on. */
  void dialBegan(String listener);

  void dialEnded(String listener, DialOutcome outcome);

  /** A verdict was reached: once for each stage of a flow at which something new was known. */
  void decided(Decision decision);

  /**
   * The proxy turned a request away for a reason other than a hostile destination.
   *
   * @param detail for a person: what exactly was wrong; holds no path and no header of the request
   */
  void refused(Flow flow, Evidence evidence, RefusalReason reason, String detail);

  /** A client that was free is captive from now on, because of this flow. */
  default void captured(Flow flow, Evidence evidence, Captivity captivity) {}

  /** A tunnel's first bytes gave no name to judge. */
  void undecided(Flow flow, Evidence evidence, Undecided why, Undecided.Handling handling);

  /** It is known how much of a flow's destination there was to judge: once for each flow. */
  void judged(Flow flow, Visibility visibility);

  /** The names that a flow gives for its destination differ; every one of them was judged. */
  void namesDisagree(Flow flow, Evidence evidence);

  /** A request or a tunnel has its connection to the server; again where it is sent again. */
  void connected(Flow flow, ServerUse use);

  /** A request or a tunnel has to do with the parent proxy. */
  void parentUsed(Flow flow, ParentUse use);

  /** A hostile request or tunnel was led to the sinkhole, or should have been. */
  void sunk(Flow flow, SinkholeOutcome outcome);

  /** A hostile handshake was answered, or should have been. */
  void tlsAnswered(Flow flow, TlsOutcome outcome);

  /** A request or a tunnel was passed on to a server. */
  void relayed(Flow flow);
}
