package io.sekisho.app.config;

import io.sekisho.app.ca.AuthoritySettings;
import io.sekisho.app.feeds.FeedPlan;
import io.sekisho.app.feeds.FeedSource;
import io.sekisho.app.feeds.NeverBlockSource;
import io.sekisho.app.gateway.GatewayPlan;
import io.sekisho.proxy.ca.CertificateAuthority;
import io.sekisho.proxy.explicit.ExplicitSettings;
import io.sekisho.proxy.gateway.GatewaySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that an operator can set.
 *
 * @param explicit null where the file has no {@code explicit}: that listener is off
 * @param gateway null where the file has no {@code gateway}: nothing is diverted to this process
 * @param garden null where the file has no {@code garden}: nobody is captive
 * @param state directory of all that is kept
 * @param authority null where the file has no {@code ca}, or its files were not asked for
 * @param shutdownGrace how long open flows may go on after SIGTERM
 */
public record Configuration(
    @Nullable ExplicitSettings explicit,
    @Nullable GatewayPlan gateway,
    AdminSettings admin,
    @Nullable GardenPlan garden,
    List<FeedSource> feeds,
    List<NeverBlockSource> neverBlock,
    Path state,
    Duration shutdownGrace,
    EventSettings events,
    AuthoritySettings ca,
    @Nullable CertificateAuthority authority) {
  public Configuration {
    feeds = List.copyOf(feeds);
    neverBlock = List.copyOf(neverBlock);
  }

  /** What it says about feeds. */
  public FeedPlan feedPlan() {
    return explicitListener()
        .map(ExplicitSettings::dns)
        .or(() -> gatewayListener().map(GatewaySettings::dns))
        .map(names -> new FeedPlan(feeds, neverBlock, state, names))
        .orElseGet(() -> new FeedPlan(feeds, neverBlock, state));
  }

  /**
   * The same with another state directory; where events were to go to a file in the one before,
   * they go to that file in this one.
   */
  public Configuration withState(Path other) {
    Path file = events.file();
    Path moved = file.startsWith(state) ? other.resolve(state.relativize(file)) : file;
    return new Configuration(
        explicit,
        gateway,
        admin,
        garden,
        feeds,
        neverBlock,
        other,
        shutdownGrace,
        events.withFile(moved),
        ca,
        authority);
  }

  /** The walled garden, where there is one. */
  public Optional<GardenPlan> gardenPlan() {
    return Optional.ofNullable(garden);
  }

  public Optional<ExplicitSettings> explicitListener() {
    return Optional.ofNullable(explicit);
  }

  public Optional<GatewaySettings> gatewayListener() {
    return gatewayPlan().map(GatewayPlan::listener);
  }

  /** What answers inside TLS are signed with. */
  public Optional<CertificateAuthority> certificateAuthority() {
    return Optional.ofNullable(authority);
  }

  /** The gateway with what the kernel is to bring to it. */
  public Optional<GatewayPlan> gatewayPlan() {
    return Optional.ofNullable(gateway);
  }
}
