package io.sekisho.app.config;

import io.sekisho.proxy.client.ClientIdentity;
import io.sekisho.proxy.client.ForwardedField;
import io.sekisho.proxy.client.Htpasswd;
import io.sekisho.proxy.client.HtpasswdReading;
import io.sekisho.proxy.client.PasswordSettings;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the mapping {@code explicit} says of clients beyond their addresses. The password file is
 * read with the configuration, so that a change of its contents is a change of the configuration.
 */
final class IdentityReader {
  private static final long MAX_FILE_SIZE = 4 << 20;

  private final Section explicit;
  private final Locations locations;

  IdentityReader(Section explicit, Locations locations) {
    this.explicit = explicit;
    this.locations = locations;
  }

  ClientIdentity read() {
    return new ClientIdentity(
        explicit.list("proxy-protocol", Destinations::prefix, ""),
        passwords(explicit.section("authentication")),
        explicit.value(
            "forwarded", Choice.of(ForwardedField.values(), ForwardedField::label), "off"));
  }

  private @Nullable PasswordSettings passwords(Section authentication) {
    Optional<Path> file = authentication.optional("htpasswd", locations::path, "none");
    String realm = authentication.value("realm", IdentityReader::realm, "Sekisho");
    if (explicit.has("authentication") && !authentication.has("htpasswd")) {
      authentication.fault("htpasswd", "is missing, so nobody could log in");
    }
    return file.map(path -> new PasswordSettings(realm, users(authentication, path))).orElse(null);
  }

  private static String realm(String text) throws BadValue {
    if (!PasswordSettings.isRealm(text)) {
      throw new BadValue("is not printable ASCII without quotation marks and backslashes");
    }
    return text;
  }

  private static Htpasswd users(Section authentication, Path file) {
    try {
      HtpasswdReading reading = Htpasswd.read(text(file));
      reading.faults().forEach(why -> authentication.fault("htpasswd", file + ": " + why));
      return reading.users();
    } catch (BadValue e) {
      authentication.fault("htpasswd", String.valueOf(e.getMessage()));
      return new Htpasswd(Map.of());
    }
  }

  private static String text(Path file) throws BadValue {
    try {
      if (!Files.exists(file)) {
        throw new NoSuchFileException(file.toString());
      }
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_FILE_SIZE) {
        throw new BadValue(file + " is not a file of up to 4 MiB");
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new BadValue(file + " does not exist");
    } catch (AccessDeniedException e) {
      throw new BadValue(file + " may not be read by this user");
    } catch (CharacterCodingException e) {
      throw new BadValue(file + " is not UTF-8 text");
    } catch (IOException e) {
      throw new BadValue(file + " cannot be read: " + e.getMessage());
    }
  }
}
