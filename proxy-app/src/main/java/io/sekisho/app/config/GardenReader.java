package io.sekisho.app.config;

import io.sekisho.app.config.RootReader.Secrets;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.Answers;
import io.sekisho.proxy.GardenSettings;
import io.sekisho.proxy.Treatments;
import io.sekisho.rules.indicator.Pattern;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The mapping {@code garden}. */
final class GardenReader {
  private static final int MOST_CLIENTS = 1_000_000;

  private final Section root;
  private final Section garden;
  private final Section api;
  private final Locations locations;

  GardenReader(Section root, Locations locations) {
    this.root = root;
    this.garden = root.section("garden");
    this.api = garden.section("api");
    this.locations = locations;
  }

  /**
   * The garden; null where the file has none.
   *
   * @param treatments what hits lead to
   * @param secrets whether the files of the API are read; where not, there is none
   */
  @Nullable GardenPlan read(Treatments treatments, Secrets secrets) {
    List<Pattern> allow = garden.list("allow", Destinations::pattern, "");
    GardenSettings settings =
        new GardenSettings(
            garden.value("time", Quantities::duration, "1h"),
            garden.value("clients", Quantities.number(1, MOST_CLIENTS), "10000"),
            garden.list("exempt", Destinations::prefix, ""),
            Destinations.names(allow),
            Destinations.prefixes(allow));
    PortalSettings portal = portal(secrets);
    if (!root.has("garden")) {
      return null;
    }
    reportTargets(treatments);
    return new GardenPlan(settings, portal);
  }

  private @Nullable PortalSettings portal(Secrets secrets) {
    List<InetSocketAddress> listen = api.list("listen", Destinations::listen, "");
    Optional<String> certificates =
        api.optional(
            "certificate",
            text -> left(secrets) ? "" : KeyFiles.certificates(locations.path(text)),
            "none; needed for listen");
    Optional<String> key =
        api.optional(
            "private-key",
            text -> left(secrets) ? "" : KeyFiles.privateKey(locations.path(text)),
            "none; needed for listen");
    if (!garden.has("api")) {
      return null;
    }
    Stream.of("listen", "certificate", "private-key")
        .filter(name -> !api.has(name))
        .forEach(name -> api.fault(name, "is missing"));
    if (certificates.isEmpty() || key.isEmpty() || left(secrets)) {
      return null;
    }
    if (!KeyFiles.belong(certificates.get(), key.get())) {
      api.fault("private-key", "is not the key of garden.api.certificate");
    }
    return new PortalSettings(listen, certificates.get(), key.get());
  }

  private static boolean left(Secrets secrets) {
    return secrets == Secrets.LEFT_ALONE;
  }

  /** Nobody becomes captive without a redirection, and devices show a portal by TLS alone. */
  private void reportTargets(Treatments treatments) {
    List<Answers> redirecting =
        policies(treatments)
            .flatMap(policy -> Stream.concat(Stream.of(policy.usual()), rules(policy)))
            .filter(answers -> answers.redirectTarget().isPresent())
            .toList();
    if (redirecting.isEmpty()) {
      root.fault(
          "garden",
          "is of no use without an answer that is "
              + Action.REDIRECT.label()
              + " and answer.redirect-to");
    }
    boolean plain =
        redirecting.stream()
            .flatMap(answers -> answers.redirectTarget().stream())
            .anyMatch(target -> !"https".equalsIgnoreCase(target.getScheme()));
    if (plain && garden.has("api")) {
      api.fault("listen", "needs an answer.redirect-to with https: (RFC 8908, 5)");
    }
  }

  private static Stream<AnswerPolicy> policies(Treatments treatments) {
    return Stream.concat(
        Stream.of(treatments.usual().answer()),
        treatments.groups().stream().map(group -> group.treatment().answer()));
  }

  private static Stream<Answers> rules(AnswerPolicy policy) {
    return policy.rules().stream().map(AnswerPolicy.Rule::answers);
  }
}
