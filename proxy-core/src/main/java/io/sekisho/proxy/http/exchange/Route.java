package io.sekisho.proxy.http.exchange;

import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.answer.Answer;
import io.sekisho.proxy.egress.Destination;
import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Endpoint;
import java.util.List;
import java.util.function.Consumer;

/** What a request asks for. */
public sealed interface Route {

  /**
   * To be passed on to a server.
   *
   * @param path the target to send, in origin form
   * @param clues every name that the request gives for its destination
   */
  record Forward(Destination destination, String path, List<Clue> clues) implements Route {
    public Forward {
      clues = List.copyOf(clues);
    }

    @Override
    public void match(Cases cases) {
      cases.forward().accept(this);
    }
  }

  /** To be connected to another end. */
  record Tunnel(Endpoint destination, List<Clue> clues) implements Route {
    public Tunnel {
      clues = List.copyOf(clues);
    }

    @Override
    public void match(Cases cases) {
      cases.tunnel().accept(this);
    }
  }

  /** Something that the proxy itself has. */
  record Local(Answer answer) implements Route {
    @Override
    public void match(Cases cases) {
      cases.local().accept(this);
    }
  }

  /** Nothing that can be done. */
  record Refused(RefusalReason reason, String detail) implements Route {
    @Override
    public void match(Cases cases) {
      cases.refused().accept(this);
    }
  }

  /** One branch per kind of route. */
  record Cases(
      Consumer<Forward> forward,
      Consumer<Tunnel> tunnel,
      Consumer<Local> local,
      Consumer<Refused> refused) {}

  void match(Cases cases);
}
