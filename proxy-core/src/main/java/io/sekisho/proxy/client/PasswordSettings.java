package io.sekisho.proxy.client;

/**
 * Whom Basic authentication lets in.
 *
 * @param realm what the client shows to whoever has to type the password; printable ASCII without
 *     quotation marks and backslashes
 */
public record PasswordSettings(String realm, Htpasswd users) {
  public PasswordSettings {
    if (!isRealm(realm)) {
      throw new IllegalArgumentException("realm");
    }
  }

  /** Whether this can stand in a quoted string as it is. */
  public static boolean isRealm(String text) {
    return !text.isBlank()
        && text.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\');
  }
}
