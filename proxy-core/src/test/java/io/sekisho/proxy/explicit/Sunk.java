package io.sekisho.proxy.explicit;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.Answers;
import io.sekisho.proxy.Mode;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.IpAddress;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A sinkhole on loopback, which keeps what it learnt of each flow before it does anything. */
public final class Sunk implements AutoCloseable {
  private final List<Preface> prefaces = new CopyOnWriteArrayList<>();
  private final Origin server;

  private Sunk(Origin.Script script) throws IOException {
    this.server =
        Origin.doing(
            connection -> {
              prefaces.add(Preface.of(connection));
              script.run(connection);
            });
  }

  public static Sunk doing(Origin.Script script) throws IOException {
    return new Sunk(script);
  }

  /** Whatever leads elsewhere leads here. */
  public AnswerPolicy answer() {
    return answer(server.port());
  }

  /** The same for any server of this machine. */
  public static AnswerPolicy answer(int port) {
    return new AnswerPolicy(
        new Answers(
            Mode.ENFORCE,
            new Answers.Rungs(Action.SINKHOLE, Action.SINKHOLE, Action.SINKHOLE),
            new Answers.Targets(
                null, new Endpoint(IpAddress.parse("127.0.0.1").orElseThrow(), port))));
  }

  /** What it learnt of the nth flow, once that is there. */
  public Preface preface(int index) {
    Await.until("flow " + index, () -> prefaces.size() > index);
    return prefaces.get(index);
  }

  public Origin server() {
    return server;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
