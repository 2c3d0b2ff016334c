package io.sekisho.app.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param key path of the key, such as {@code feeds[1].url}; empty where the file as a whole is
 *     unusable
 */
public record ConfigFault(String key, String message) {
  @Override
  public String toString() {
    return key.isEmpty() ? message : key + ": " + message;
  }
}
