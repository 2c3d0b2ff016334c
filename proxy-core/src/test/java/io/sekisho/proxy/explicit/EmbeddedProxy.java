package io.sekisho.proxy.explicit;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.Garden;
import io.sekisho.proxy.Judge;
import io.sekisho.proxy.Mode;
import io.sekisho.proxy.OpenFlows;
import io.sekisho.proxy.Treatment;
import io.sekisho.proxy.Treatments;
import io.sekisho.proxy.Undecided;
import io.sekisho.proxy.littleproxy.PolicyFilters;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.IOException;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.littleshoot.proxy.HttpProxyServer;
import org.littleshoot.proxy.impl.DefaultHttpProxyServer;
import org.littleshoot.proxy.impl.ThreadPoolConfiguration;

/** A LittleProxy that somebody embeds, with one thread for its clients and the policy in it. */
final class EmbeddedProxy implements AutoCloseable {
  private static final int CONNECT_MILLIS = 2500;

  private final Map<HostName, List<IpAddress>> names = new ConcurrentHashMap<>();
  private final RecordingObserver observer = new RecordingObserver();
  private final LiveRules rules = new LiveRules(InstantSource.system());
  private final HttpProxyServer server;

  private EmbeddedProxy(AnswerPolicy answer) {
    Map<Undecided, Undecided.Handling> undecided = new EnumMap<>(Undecided.class);
    for (Undecided kind : Undecided.values()) {
      undecided.put(kind, Undecided.Handling.RESET);
    }
    Treatments treatments = Treatments.alike(new Treatment(answer, undecided));
    Judge judge =
        new Judge(rules, treatments, observer, new OpenFlows(), new Garden(InstantSource.system()));
    list("hostile.test");
    answer("clean.test", "127.0.0.1");
    this.server =
        DefaultHttpProxyServer.bootstrap()
            .withPort(0)
            .withConnectTimeout(CONNECT_MILLIS)
            .withThreadPoolConfiguration(
                new ThreadPoolConfiguration().withClientToProxyWorkerThreads(1))
            .withFiltersSource(
                new PolicyFilters(judge, name -> names.getOrDefault(name, List.of())))
            .start();
  }

  static EmbeddedProxy started() {
    return answering(new AnswerPolicy(Mode.ENFORCE, Action.REFUSE, Action.RESET, null));
  }

  static EmbeddedProxy answering(AnswerPolicy answer) {
    return new EmbeddedProxy(answer);
  }

  RecordingObserver observer() {
    return observer;
  }

  /** From now on these are listed, and nothing else is. */
  void list(String... destinations) {
    rules.replace(Setup.feed(Setup.FEED, destinations));
  }

  /** From now on the name has these addresses. */
  void answer(String name, String... addresses) {
    names.put(
        HostName.parse(name).orElseThrow(),
        List.of(addresses).stream().map(text -> IpAddress.parse(text).orElseThrow()).toList());
  }

  Wire connect() throws IOException {
    return Wire.to(server.getListenAddress());
  }

  Reply ask(String request) throws IOException {
    try (Wire client = connect()) {
      client.send(request);
      return Reply.to(request.substring(0, request.indexOf(' ')), client);
    }
  }

  @Override
  public void close() {
    server.abort();
  }
}
