package io.sekisho.proxy.http.exchange;

import io.sekisho.proxy.AnswerPolicy.Stage;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.client.Admission;
import io.sekisho.rules.Clue;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a request waits until it is known whether its client may make it; nothing behind it is read
 * meanwhile. The destination of one that may not is judged all the same: malware that has no
 * password is a hit that its owner must hear of. The client hears nothing of that verdict, lest it
 * learn what is listed.
 */
final class Entrance {
  private final ClientSession session;
  private final Stage stage;
  private final List<Clue> clues;

  Entrance(ClientSession session, Stage stage, List<Clue> clues) {
    this.session = session;
    this.stage = stage;
    this.clues = clues;
  }

  /** Goes on with {@code next}, or turns the request away. */
  void pass(Consumer<Inquiry> next) {
    session
        .engine()
        .conduct()
        .admittance()
        .check(
            session.head(),
            session.arrival().address(),
            session.channel().eventLoop(),
            admission -> admission.match(admitted -> admit(admitted, next), this::turnAway));
  }

  private void admit(Admission.Admitted admitted, Consumer<Inquiry> next) {
    Inquiry inquiry = inquiry(admitted.name(), stage);
    if (session.isOver()) {
      inquiry.consider(clues);
    } else {
      next.accept(inquiry);
    }
  }

  private void turnAway(Admission.Refused why) {
    Inquiry inquiry = inquiry(null, Stage.UNADMITTED);
    inquiry.consider(clues);
    inquiry.refused(why.reason(), why.detail());
    if (!session.isOver()) {
      session.answers().turnAway(inquiry, why);
    }
  }

  private Inquiry inquiry(@Nullable String user, Stage at) {
    return session.engine().open(session.arrival(), user, at);
  }
}
