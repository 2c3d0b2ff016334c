package io.sekisho.app.config;

import io.sekisho.proxy.ParentExceptions;
import io.sekisho.proxy.ParentProxy;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Pattern;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The mapping {@code egress.parent}. */
final class ParentReader {
  private static final List<String> NEED_ADDRESS =
      List.of("user", "password-file", "except", "look-up");

  private final Section parent;
  private final Locations locations;

  ParentReader(Section egress, Locations locations) {
    this.parent = egress.section("parent");
    this.locations = locations;
  }

  /** The parent proxy, or null where there is none. */
  @Nullable ParentProxy read() {
    Optional<Endpoint> address =
        parent.optional(
            "address", Destinations::endpoint, "none: destinations are reached directly");
    ParentProxy.Login login = login();
    ParentExceptions except = exceptions(parent.list("except", Destinations::pattern, ""));
    ParentProxy.LookUp lookUp =
        parent.value(
            "look-up", Choice.of(ParentProxy.LookUp.values(), ParentProxy.LookUp::label), "judge");
    if (!parent.has("address") && NEED_ADDRESS.stream().anyMatch(parent::has)) {
      parent.fault("address", "is missing");
    }
    return address.map(at -> new ParentProxy(at, login, except, lookUp)).orElse(null);
  }

  private ParentProxy.@Nullable Login login() {
    Optional<String> user = parent.optional("user", ParentReader::user, "none");
    Optional<String> password =
        parent.optional(
            "password-file", text -> Passwords.read(locations.path(text)), "none; needed for user");
    if (parent.has("user") && !parent.has("password-file")) {
      parent.fault("password-file", "is missing, and egress.parent.user is set");
    }
    if (parent.has("password-file") && !parent.has("user")) {
      parent.fault("user", "is missing, and egress.parent.password-file is set");
    }
    return user.isPresent() && password.isPresent()
        ? new ParentProxy.Login(user.get(), password.get())
        : null;
  }

  static String user(String text) throws BadValue {
    boolean fit = !text.isEmpty() && text.indexOf(':') < 0;
    if (!fit || text.chars().anyMatch(Character::isISOControl)) {
      throw new BadValue("is empty, or has a colon or a control character in it");
    }
    return text;
  }

  private static ParentExceptions exceptions(List<Pattern> patterns) {
    return new ParentExceptions(Destinations.names(patterns), Destinations.prefixes(patterns));
  }
}
