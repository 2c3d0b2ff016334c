package io.sekisho.app.config;

import io.sekisho.app.ca.AuthoritySettings;
import io.sekisho.app.feeds.FeedSource;
import io.sekisho.app.feeds.NeverBlockSource;
import io.sekisho.app.gateway.GatewayPlan;
import io.sekisho.proxy.ParentProxy;
import io.sekisho.proxy.Treatments;
import io.sekisho.proxy.ca.CertificateAuthority;
import io.sekisho.proxy.explicit.ExplicitSettings;
import io.sekisho.rules.indicator.Endpoint;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The keys at the top of the file, in the order in which they are documented. */
final class RootReader {
  private static final int MOST_FILES = 1_000;

  private final Section root;
  private final Locations locations;
  private final Secrets secrets;

  RootReader(Section root, Locations locations) {
    this(root, locations, Secrets.READ);
  }

  RootReader(Section root, Locations locations, Secrets secrets) {
    this.root = root;
    this.locations = locations;
    this.secrets = secrets;
  }

  /** Whether files are read that only the service itself may be able to read. */
  enum Secrets {
    READ,
    LEFT_ALONE
  }

  Configuration read(Path defaultState) {
    ExplicitSettings explicit = ExplicitReader.read(root, locations);
    GatewayPlan gateway = new GatewayReader(root).read(explicit);
    AdminSettings admin = admin(root.section("admin"));
    GardenPlan garden = new GardenReader(root, locations).read(explicit.treatments(), secrets);
    List<FeedSource> feeds = new FeedsReader(root, locations, secrets).feeds();
    List<NeverBlockSource> neverBlock = new FeedsReader(root, locations, secrets).neverBlock();
    Path state =
        root.optional("state", locations::path, "sekisho-state beside this file")
            .orElse(defaultState);
    Duration grace = root.section("shutdown").value("grace", Quantities::duration, "10s");
    EventSettings events = events(root.section("events"), state);
    AuthorityReader authority = new AuthorityReader(root, locations);
    AuthoritySettings ca = authority.settings(state);
    boolean listens = root.has("explicit");
    boolean diverts = root.has("gateway");
    List<InetSocketAddress> taken = new ArrayList<>();
    claim("explicit.listen", listens ? explicit.listen() : List.of(), taken);
    claim("gateway.listen", diverts ? gateway.listener().listen() : List.of(), taken);
    claim("admin.listen", admin.listen(), taken);
    Optional.ofNullable(garden)
        .flatMap(GardenPlan::api)
        .ifPresent(api -> claim("garden.api.listen", api.listen(), taken));
    reportOwnSinkhole(explicit.treatments(), taken);
    explicit.egress().parentProxy().ifPresent(parent -> reportOwn(parent, explicit, admin));
    return new Configuration(
        listens ? explicit : null,
        diverts ? gateway : null,
        admin,
        garden,
        feeds,
        neverBlock,
        state,
        grace,
        events,
        ca,
        authorityOf(authority, ca).orElse(null));
  }

  private Optional<CertificateAuthority> authorityOf(
      AuthorityReader reader, AuthoritySettings settings) {
    return switch (secrets) {
      case READ -> reader.authority(settings);
      case LEFT_ALONE -> Optional.empty();
    };
  }

  private static AdminSettings admin(Section admin) {
    return new AdminSettings(
        admin.some("listen", Destinations::listen, "127.0.0.1:9642"),
        Set.copyOf(admin.list("host-names", Destinations::name, "")));
  }

  private EventSettings events(Section events, Path state) {
    return new EventSettings(
        events
            .optional("file", locations::path, "events/events.jsonl in state")
            .orElse(state.resolve("events/events.jsonl")),
        events.value("max-file-size", Quantities::bytes, "64MiB"),
        events.value("keep-files", Quantities.number(1, MOST_FILES), "10"));
  }

  /**
   * A parent that is named, or has an address of this machine, is only known when it is dialled.
   */
  private void reportOwn(ParentProxy parent, ExplicitSettings explicit, AdminSettings admin) {
    boolean own =
        Stream.concat(explicit.listen().stream(), admin.listen().stream())
            .anyMatch(listener -> isAt(parent.address(), listener));
    if (own) {
      root.fault("egress.parent.address", parent.address() + " is this process itself");
    }
  }

  /** One at another address of this machine is only known when it is dialled. */
  private void reportOwnSinkhole(Treatments treatments, List<InetSocketAddress> taken) {
    treatments
        .answers()
        .flatMap(answers -> answers.sinkholeTarget().stream())
        .filter(sinkhole -> taken.stream().anyMatch(listener -> isAt(sinkhole, listener)))
        .findFirst()
        .ifPresent(own -> root.fault("answer.sinkhole", own + " is this process itself"));
  }

  private static boolean isAt(Endpoint parent, InetSocketAddress listener) {
    InetAddress own = listener.getAddress();
    boolean sameHost =
        parent
            .host()
            .fold(
                name -> false,
                address ->
                    own.equals(address.toInetAddress())
                        || address.toInetAddress().isAnyLocalAddress()
                        || (own.isAnyLocalAddress()
                            && address.toInetAddress().isLoopbackAddress()));
    return sameHost && parent.port() == listener.getPort();
  }

  private void claim(String key, List<InetSocketAddress> wanted, List<InetSocketAddress> taken) {
    for (InetSocketAddress address : wanted) {
      if (taken.stream().anyMatch(other -> collide(address, other))) {
        root.fault(key, Destinations.text(address) + " is listened on already");
      }
      taken.add(address);
    }
  }

  /** Two sockets cannot have one port where one of them takes the address of the other too. */
  private static boolean collide(InetSocketAddress one, InetSocketAddress other) {
    boolean samePort = one.getPort() == other.getPort() && one.getPort() != 0;
    return samePort && (covers(one, other) || covers(other, one));
  }

  /** {@code 0.0.0.0} takes every IPv4 address, {@code ::} every address. */
  private static boolean covers(InetSocketAddress wide, InetSocketAddress narrow) {
    boolean sameFamily = wide.getAddress().getClass() == narrow.getAddress().getClass();
    boolean everyFamily = wide.getAddress() instanceof Inet6Address;
    return wide.getAddress().equals(narrow.getAddress())
        || (wide.getAddress().isAnyLocalAddress() && (sameFamily || everyFamily));
  }
}
