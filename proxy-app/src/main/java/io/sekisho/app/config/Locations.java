package io.sekisho.app.config;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Files that a configuration names.
 *
 * @param directory what relative names are relative to: where the configuration file is
 */
record Locations(Path directory) {

  Path path(String text) throws BadValue {
    if (text.isBlank()) {
      throw new BadValue("names no file");
    }
    try {
      return directory.resolve(text).normalize();
    } catch (InvalidPathException e) {
      throw new BadValue(text + " is not a path: " + e.getReason());
    }
  }

  /**
   * The file of a {@code file:} URI. {@code file:x} is opaque (RFC 8089 allows only absolute
   * paths), so {@link Path#of(URI)} cannot be used.
   */
  Path fileUri(String text) throws BadValue {
    URI uri = Destinations.uri(text);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme();
    if (!scheme.equals("file")) {
      throw new BadValue(why(scheme, text));
    }
    if (uri.getRawFragment() != null || uri.getRawQuery() != null) {
      throw new BadValue(text + " has a query or a fragment; write ? as %3F and # as %23");
    }
    if (uri.getRawAuthority() != null) {
      throw new BadValue(text + " names another host; write file:" + uri.getPath());
    }
    return path(uri.isOpaque() ? uri.getSchemeSpecificPart() : uri.getPath());
  }

  private static String why(String scheme, String text) {
    return switch (scheme) {
      case "" -> text + " has no scheme; a file is written file:" + text;
      default -> scheme + ": is not a known way to fetch a feed; file:, https: and http: are";
    };
  }
}
