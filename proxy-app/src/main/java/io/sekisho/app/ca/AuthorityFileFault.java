package io.sekisho.app.ca;

import io.sekisho.proxy.ca.AuthorityFault;
import java.nio.file.Path;

/** A file of the authority that cannot be used; the message names it, and says why. */
public final class AuthorityFileFault extends Exception {
  private static final long serialVersionUID = 1;

  private final Part part;

  /** What the file is for; its label is the key in the configuration that names it. */
  public enum Part {
    KEY_STORE("key-store"),
    PRIVATE_KEY("private-key"),
    CERTIFICATES("certificates"),
    PASSPHRASE("passphrase-file");

    private final String label;

    Part(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  public AuthorityFileFault(Part part, Path file, String why) {
    super(file + ": " + why);
    this.part = part;
  }

  static AuthorityFileFault of(Part part, Path file, AuthorityFault why) {
    return new AuthorityFileFault(part, file, String.valueOf(why.getMessage()));
  }

  public Part part() {
    return part;
  }
}
