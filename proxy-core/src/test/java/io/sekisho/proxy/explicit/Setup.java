package io.sekisho.proxy.explicit;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.EgressPolicy;
import io.sekisho.proxy.Holding;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.Mode;
import io.sekisho.proxy.ParentProxy;
import io.sekisho.proxy.Quota;
import io.sekisho.proxy.Treatment;
import io.sekisho.proxy.Treatments;
import io.sekisho.proxy.Undecided;
import io.sekisho.proxy.client.ClientIdentity;
import io.sekisho.proxy.dns.DnsSettings;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.Provenance;
import io.sekisho.rules.indicator.RequestedAction;
import io.sekisho.rules.indicator.TlsClientFingerprint;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.snapshot.Generation;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a {@link ProxyUnderTest} is started with. */
final class Setup {
  static final String FEED = "test-feed";

  private final Engine engine;
  private final List<Pattern> listed = new ArrayList<>();
  private final List<Pattern> neverBlock = new ArrayList<>();
  private final Set<Integer> connectPorts = new HashSet<>();
  private final Map<Undecided, Undecided.Handling> undecided = new EnumMap<>(Undecided.class);
  private final List<Treatments.Group> groups = new ArrayList<>();
  private @Nullable ParentProxy parent;
  private String clients = "127.0.0.0/8";
  private ClientIdentity identity = ClientIdentity.BY_SOCKET;
  private EgressPolicy.PrivateAddresses privateAddresses = EgressPolicy.PrivateAddresses.ALLOW;
  private AnswerPolicy answer = new AnswerPolicy(Mode.ENFORCE, Action.REFUSE, Action.RESET, null);
  private Duration connectTime = Duration.ofSeconds(5);
  private Duration silentTime = Duration.ofSeconds(5);
  private Duration queryTime = Duration.ofSeconds(5);
  private Duration responseTime = Duration.ofSeconds(20);
  private Duration headerTime = Limits.DEFAULTS.headerTime();
  private Duration idleTime = Limits.DEFAULTS.idleTime();
  private Duration transferIdleTime = Limits.DEFAULTS.transferIdleTime();
  private int idleServers = Limits.DEFAULTS.idleServers();
  private Duration serverIdleTime = Limits.DEFAULTS.serverIdleTime();
  private Duration tunnelIdleTime = Limits.DEFAULTS.tunnelIdleTime();
  private Duration helloTime = Limits.DEFAULTS.helloTime();
  private Quota connections = Limits.DEFAULTS.connections();
  private Quota tlsAnswers = Limits.DEFAULTS.tlsAnswers();
  private Quota pendingDials = Limits.DEFAULTS.pendingDials();
  private Holding holding = Holding.DEFAULTS;

  Setup(Engine engine) {
    this.engine = engine;
    for (Undecided kind : Undecided.values()) {
      undecided.put(kind, Undecided.Handling.RELAY);
    }
    undecided.put(Undecided.MALFORMED, Undecided.Handling.RESET);
    list("hostile.test");
  }

  /** Lists a name with all below it, an address, or one of them with a port. */
  Setup list(String destination) {
    listed.add(pattern(destination));
    return this;
  }

  /** Lists what begins so on a host. */
  Setup listUrl(String host, String path) {
    listed.add(new Pattern.Url(Host.parse(host).accepted().orElseThrow(), null, path));
    return this;
  }

  Setup listCertificate(CertificateFingerprint fingerprint) {
    listed.add(new Pattern.Certificate(fingerprint));
    return this;
  }

  Setup listClient(TlsClientFingerprint client) {
    listed.add(new Pattern.Fingerprint(client));
    return this;
  }

  Setup neverBlock(String destination) {
    neverBlock.add(pattern(destination));
    return this;
  }

  /** CONNECT may name the port of this server. */
  Setup tunnelsTo(Origin origin) {
    return connectPort(origin.port());
  }

  Setup connectPort(int port) {
    connectPorts.add(port);
    return this;
  }

  Setup clients(String prefix) {
    clients = prefix;
    return this;
  }

  Setup identity(ClientIdentity identity) {
    this.identity = identity;
    return this;
  }

  Setup denyPrivate() {
    privateAddresses = EgressPolicy.PrivateAddresses.DENY;
    return this;
  }

  Setup parent(ParentProxy parent) {
    this.parent = parent;
    return this;
  }

  Setup answer(AnswerPolicy answer) {
    this.answer = answer;
    return this;
  }

  Setup undecided(Undecided kind, Undecided.Handling handling) {
    undecided.put(kind, handling);
    return this;
  }

  /** Clients of these addresses are answered so, and not as all the others. */
  Setup group(String name, String clients, AnswerPolicy answer) {
    return group(clients, new Treatment(name, answer, undecided));
  }

  /** What such tunnels of these clients come to; all else is as for everybody. */
  Setup group(String name, String clients, Undecided kind, Undecided.Handling handling) {
    Map<Undecided, Undecided.Handling> handlings = new EnumMap<>(undecided);
    handlings.put(kind, handling);
    return group(clients, new Treatment(name, answer, handlings));
  }

  private Setup group(String clients, Treatment treatment) {
    groups.add(
        new Treatments.Group(List.of(AddressPrefix.parse(clients).orElseThrow()), treatment));
    return this;
  }

  Setup connectTime(Duration time) {
    connectTime = time;
    return this;
  }

  Setup silentTime(Duration time) {
    silentTime = time;
    return this;
  }

  Setup queryTime(Duration time) {
    queryTime = time;
    return this;
  }

  Setup responseTime(Duration time) {
    responseTime = time;
    return this;
  }

  Setup headerTime(Duration time) {
    headerTime = time;
    return this;
  }

  Setup idleTime(Duration time) {
    idleTime = time;
    return this;
  }

  Setup transferIdleTime(Duration time) {
    transferIdleTime = time;
    return this;
  }

  Setup idleServers(int most) {
    idleServers = most;
    return this;
  }

  Setup serverIdleTime(Duration time) {
    serverIdleTime = time;
    return this;
  }

  Setup tunnelIdleTime(Duration time) {
    tunnelIdleTime = time;
    return this;
  }

  Setup helloTime(Duration time) {
    helloTime = time;
    return this;
  }

  Setup connections(Quota quota) {
    connections = quota;
    return this;
  }

  Setup tlsAnswers(Quota quota) {
    tlsAnswers = quota;
    return this;
  }

  Setup pendingDials(Quota quota) {
    pendingDials = quota;
    return this;
  }

  Setup holding(Holding holding) {
    this.holding = holding;
    return this;
  }

  ProxyUnderTest start() throws IOException {
    FakeDns dns = new FakeDns();
    dns.answer("clean.test", "127.0.0.1");
    dns.answer("other.test", "127.0.0.1");
    dns.answer("hostile.test", "127.0.0.1");
    LiveRules rules = new LiveRules(InstantSource.system());
    rules.replace(index(FEED, listed));
    rules.neverBlock(index(Generation.NEVER_BLOCK, neverBlock));
    return new ProxyUnderTest(settings(dns), rules, dns);
  }

  private ExplicitSettings settings(FakeDns dns) {
    return new ExplicitSettings(
        List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
        List.of(AddressPrefix.parse(clients).orElseThrow()),
        identity,
        engine.plane(),
        new EgressPolicy(privateAddresses, connectPorts, parent),
        new Treatments(new Treatment(answer, undecided), groups),
        new DnsSettings(List.of(dns.address()), Map.of(), queryTime),
        limits());
  }

  private Limits limits() {
    Limits usual = Limits.DEFAULTS;
    return new Limits(
        usual.requestLine(),
        usual.headerSection(),
        usual.headerFields(),
        headerTime,
        idleTime,
        transferIdleTime,
        tunnelIdleTime,
        responseTime,
        connectTime,
        usual.helloBytes(),
        helloTime,
        usual.certificateBytes(),
        usual.certificateNames(),
        silentTime,
        idleServers,
        serverIdleTime,
        usual.held(),
        connections,
        pendingDials,
        tlsAnswers,
        holding);
  }

  /** The same settings but for what hostile flows get. */
  static ExplicitSettings withAnswer(ExplicitSettings settings, AnswerPolicy answer) {
    return new ExplicitSettings(
        settings.listen(),
        settings.clients(),
        settings.identity(),
        settings.plane(),
        settings.egress(),
        Treatments.alike(new Treatment(answer, settings.treatments().usual().undecided())),
        settings.dns(),
        settings.limits());
  }

  /** The same settings but for how many connections there may be. */
  static ExplicitSettings withConnections(ExplicitSettings settings, Quota connections) {
    Limits limits = settings.limits();
    return new ExplicitSettings(
        settings.listen(),
        settings.clients(),
        settings.identity(),
        settings.plane(),
        settings.egress(),
        settings.treatments(),
        settings.dns(),
        new Limits(
            limits.requestLine(),
            limits.headerSection(),
            limits.headerFields(),
            limits.headerTime(),
            limits.idleTime(),
            limits.transferIdleTime(),
            limits.tunnelIdleTime(),
            limits.responseTime(),
            limits.connectTime(),
            limits.helloBytes(),
            limits.helloTime(),
            limits.certificateBytes(),
            limits.certificateNames(),
            limits.silentTime(),
            limits.idleServers(),
            limits.serverIdleTime(),
            limits.held(),
            connections,
            limits.pendingDials(),
            limits.tlsAnswers(),
            limits.holding()));
  }

  /** A feed of such destinations as {@link #list} takes. */
  static FeedIndex feed(String name, String... destinations) {
    return index(name, Arrays.stream(destinations).map(Setup::pattern).toList());
  }

  private static FeedIndex index(String feed, List<Pattern> patterns) {
    FeedIndex.Builder builder = FeedIndex.builder(feed);
    for (Pattern pattern : patterns) {
      builder.add(new Indicator(pattern, feed, 1, "Testbot", 90, null));
    }
    return builder.build();
  }

  /** A feed of one destination, for which it asks for an action. */
  static FeedIndex asking(String feed, RequestedAction action, String destination) {
    FeedIndex.Builder builder = FeedIndex.builder(feed);
    builder.add(
        new Indicator(
            pattern(destination), feed, 1, "Testbot", 90, null, Provenance.NONE, null, action));
    return builder.build();
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
}
