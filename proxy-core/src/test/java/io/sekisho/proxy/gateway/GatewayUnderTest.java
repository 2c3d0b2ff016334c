package io.sekisho.proxy.gateway;

import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.Answers;
import io.sekisho.proxy.EgressPolicy;
import io.sekisho.proxy.EventLoops;
import io.sekisho.proxy.Garden;
import io.sekisho.proxy.Holding;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.Mode;
import io.sekisho.proxy.OpenFlows;
import io.sekisho.proxy.Transport;
import io.sekisho.proxy.Treatment;
import io.sekisho.proxy.Treatments;
import io.sekisho.proxy.Undecided;
import io.sekisho.proxy.ca.Minting;
import io.sekisho.proxy.dns.DnsSettings;
import io.sekisho.proxy.egress.Dialled;
import io.sekisho.proxy.egress.OwnListeners;
import io.sekisho.proxy.explicit.FakeDns;
import io.sekisho.proxy.explicit.Origin;
import io.sekisho.proxy.explicit.RecordingObserver;
import io.sekisho.proxy.explicit.Wire;
import io.sekisho.proxy.listener.Premises;
import io.sekisho.proxy.listener.WayIn;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A running gateway on loopback. No kernel diverts anything here: the test itself says of each
 * connection where it was meant for. The listed name is {@code hostile.test}.
 */
final class GatewayUnderTest implements AutoCloseable {
  private static final int CONNECT_MILLIS = 8_000;

  private final EventLoops loops = EventLoops.of(Transport.best());
  private final OwnListeners ownListeners = new OwnListeners();
  private final FakeDns dns = new FakeDns();
  private final RecordingObserver observer = new RecordingObserver();
  private final LiveRules rules = new LiveRules(InstantSource.system());
  private final OpenFlows openFlows = new OpenFlows();
  private final Minting minting = new Minting(InstantSource.system());
  private final Garden garden = new Garden(InstantSource.system());
  private final Map<Integer, InetSocketAddress> meant = new ConcurrentHashMap<>();
  private final WayIn<GatewaySettings> gateway;
  private volatile @Nullable InetSocketAddress ofOthers;

  /** What one differs in from another. */
  static final class Setup {
    private final FeedIndex.Builder listed = FeedIndex.builder("test-feed");
    private final Map<Undecided, Undecided.Handling> undecided = new EnumMap<>(Undecided.class);
    private Dialled dialled = Dialled.ORIGINAL;
    private AnswerPolicy answer =
        new AnswerPolicy(new Answers(Mode.ENFORCE, Answers.Rungs.USUAL, Answers.Targets.NONE));
    private Duration silentTime = Duration.ofSeconds(5);
    private Holding holding = Holding.DEFAULTS;

    Setup() {
      for (Undecided kind : Undecided.values()) {
        undecided.put(kind, Undecided.Handling.RELAY);
      }
      undecided.put(Undecided.MALFORMED, Undecided.Handling.RESET);
      list("hostile.test");
    }

    /** Lists a name, an address, or one of them with a port. */
    Setup list(String destination) {
      return list(pattern(destination));
    }

    Setup list(Pattern pattern) {
      listed.add(new Indicator(pattern, "test-feed", 1, "Testbot", 90, null));
      return this;
    }

    Setup undecided(Undecided kind, Undecided.Handling handling) {
      undecided.put(kind, handling);
      return this;
    }

    Setup answer(AnswerPolicy policy) {
      answer = policy;
      return this;
    }

    Setup dialled(Dialled choice) {
      dialled = choice;
      return this;
    }

    Setup answers(Answers answers) {
      answer = new AnswerPolicy(answers);
      return this;
    }

    Setup holding(Holding holding) {
      this.holding = holding;
      return this;
    }

    /** Clients that say nothing are silent at once. */
    Setup impatient() {
      silentTime = Duration.ofMillis(50);
      return this;
    }

    GatewayUnderTest start() throws IOException {
      return new GatewayUnderTest(this);
    }

    private static Pattern pattern(String destination) {
      return Endpoint.parse(destination)
          .accepted()
          .<Pattern>map(Pattern.Socket::new)
          .orElseGet(
              () ->
                  Host.parse(destination)
                      .orElseThrow()
                      .fold(
                          Pattern.SubTree::new,
                          address -> new Pattern.Addresses(AddressPrefix.of(address))));
    }

    private Limits limits() {
      Limits usual = Limits.DEFAULTS;
      return new Limits(
          usual.requestLine(),
          usual.headerSection(),
          usual.headerFields(),
          usual.headerTime(),
          usual.idleTime(),
          usual.transferIdleTime(),
          usual.tunnelIdleTime(),
          usual.responseTime(),
          usual.connectTime(),
          usual.helloBytes(),
          usual.helloTime(),
          usual.certificateBytes(),
          usual.certificateNames(),
          silentTime,
          usual.idleServers(),
          usual.serverIdleTime(),
          usual.held(),
          usual.connections(),
          usual.pendingDials(),
          usual.tlsAnswers(),
          holding);
    }
  }

  private GatewayUnderTest(Setup setup) throws IOException {
    rules.replace(setup.listed.build());
    rules.onChange(openFlows::judgeAnew);
    Premises premises =
        new Premises(rules, observer, ownListeners, loops, openFlows, minting, garden);
    this.gateway =
        WayIn.start(
            GatewayProxy.LISTENER,
            settings(setup),
            premises,
            new GatewayProxy(premises, (client, diversion) -> meant(client.remoteAddress())));
  }

  private GatewaySettings settings(Setup setup) {
    return new GatewaySettings(
        List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
        Diversion.REDIRECT,
        setup.dialled,
        new EgressPolicy(EgressPolicy.PrivateAddresses.ALLOW, Set.of(), null),
        Treatments.alike(new Treatment(setup.answer, setup.undecided)),
        new DnsSettings(List.of(dns.address()), Map.of(), Duration.ofSeconds(2)),
        setup.limits());
  }

  private Optional<InetSocketAddress> meant(SocketAddress client) {
    InetSocketAddress original = meant.get(((InetSocketAddress) client).getPort());
    return Optional.ofNullable(original == null ? ofOthers : original);
  }

  /**
   * Its own connections come back to it, as with rules that divert these too: whatever the test has
   * not opened itself was meant for the gateway, which does not know of its own listener.
   */
  void divertItsOwnConnections() {
    ownListeners.remove(address());
    ofOthers = address();
  }

  void drain(Duration grace) throws InterruptedException {
    gateway.drain(grace);
  }

  /** How many clients are kept waiting. */
  int held() {
    return gateway.heldAnswers();
  }

  static GatewayUnderTest started() throws IOException {
    return new Setup().start();
  }

  /** Lists this too, from now on. */
  void list(String destination) {
    FeedIndex.Builder late = FeedIndex.builder("late-feed");
    late.add(new Indicator(Setup.pattern(destination), "late-feed", 1, "Testbot", 90, null));
    rules.replace(late.build());
  }

  /** Off until it is given an authority. */
  Minting minting() {
    return minting;
  }

  long openFlows() {
    return openFlows.count();
  }

  Garden garden() {
    return garden;
  }

  FakeDns dns() {
    return dns;
  }

  RecordingObserver observer() {
    return observer;
  }

  InetSocketAddress address() {
    return gateway.addresses().get(0);
  }

  static InetSocketAddress at(String address, int port) {
    return new InetSocketAddress(IpAddress.parse(address).orElseThrow().toInetAddress(), port);
  }

  /** Where a server was, and is no more. */
  static InetSocketAddress nobody() throws IOException {
    try (Origin gone = Origin.ok()) {
      return at("127.0.0.1", gone.port());
    }
  }

  /** A connection of a client that believes to be connected to this server. */
  Wire connect(Origin server) throws IOException {
    return connect(at("127.0.0.1", server.port()));
  }

  Wire connect(InetSocketAddress original) throws IOException {
    return new Wire(dial(original));
  }

  /** The bare socket of such a connection. */
  Socket dial(InetSocketAddress original) throws IOException {
    Socket socket = new Socket();
    socket.bind(at("127.0.0.1", 0));
    meant.put(socket.getLocalPort(), original);
    socket.connect(address(), CONNECT_MILLIS);
    return socket;
  }

  /** A connection that nobody diverted. */
  Wire connectDirectly() throws IOException {
    return Wire.to(address());
  }

  @Override
  public void close() {
    gateway.close();
    minting.close();
    loops.close();
    dns.close();
  }
}
