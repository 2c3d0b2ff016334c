package io.sekisho.proxy.ca;

/**
 * Keys and certificates that make no authority; the message says why, without the name of the file,
 * and never has any of a key or a passphrase in it.
 */
public final class AuthorityFault extends Exception {
  private static final long serialVersionUID = 1;

  public AuthorityFault(String message) {
    super(message);
  }
}
