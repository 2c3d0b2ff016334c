package io.sekisho.proxy.ca;

/** Why there is no certificate for a host; what the futures of {@link Minting} fail with. */
public final class MintingFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  /** Kinds of failure. */
  public enum Reason {
    /** There is no authority. */
    OFF("off"),
    /** The authority's certificates do not let it speak for this host. */
    EXCLUDED("excluded"),
    /** Too many wait already. */
    BUSY("busy"),
    /** The authority's certificate has ended, or has not begun. */
    EXPIRED("expired"),
    /** Signing went wrong. */
    FAULT("fault");

    private final String label;

    Reason(String label) {
      this.label = label;
    }

    /** Its name in metrics. */
    public String label() {
      return label;
    }
  }

  MintingFailure(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
