package io.sekisho.proxy.http.exchange;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.Captivity;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.answer.Answer;
import io.sekisho.proxy.client.Admission;

/** What a client gets from the proxy itself, in the place of a server's response. */
final class OwnAnswers {
  private static final String KEPT =
      "something here was stopped before, and until that is seen to little can be reached";

  private final ClientSession session;

  OwnAnswers(ClientSession session) {
    this.session = session;
  }

  /** Gives a hostile request the answer that the configuration has for it. */
  void stop(Inquiry inquiry, Action action) {
    switch (action) {
      case REFUSE -> session.answer(refusal(inquiry));
      case REDIRECT -> session.answer(redirect(inquiry));
      case RESET, ALERT, DROP, TARPIT, SINKHOLE -> session.reset();
      case RELAY, OBSERVE -> throw new IllegalArgumentException(action + " stops nothing");
    }
  }

  private Answer refusal(Inquiry inquiry) {
    return inquiry.captivity().isPresent()
        ? refusal(inquiry, RefusalReason.CLIENT, KEPT)
        : refusal(inquiry, RefusalReason.HOSTILE, "");
  }

  private static Answer redirect(Inquiry inquiry) {
    return inquiry
        .captivity()
        .map(Captivity::portal)
        .or(() -> inquiry.answers().redirectTarget())
        .map(Answer::redirect)
        .orElseThrow();
  }

  /** Turns the current request away for a reason other than its destination's fame. */
  void refuse(Inquiry inquiry, RefusalReason reason, String detail) {
    inquiry.refused(reason, detail);
    session.answer(refusal(inquiry, reason, detail));
  }

  /** Turns the current request away because of who makes it. */
  void turnAway(Inquiry inquiry, Admission.Refused why) {
    session.answer(refusal(inquiry, why.reason(), why.detail()).with(why.fields()));
  }

  private Answer refusal(Inquiry inquiry, RefusalReason reason, String detail) {
    boolean connect = session.head().method().equals("CONNECT");
    return Answer.refusal(
        inquiry.flow(), reason, detail, connect ? Answer.Reader.PROGRAM : Answer.Reader.PERSON);
  }
}
