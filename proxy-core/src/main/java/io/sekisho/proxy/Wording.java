package io.sekisho.proxy;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How answers are put to whoever reads them. */
public record Wording(
    PageStatus page, RedirectStatus redirect, Operator operator, Openness openness) {
  public static final Wording USUAL =
      new Wording(PageStatus.FORBIDDEN, RedirectStatus.FOUND, Operator.UNNAMED, Openness.SILENT);

  /** The status of the page that a hostile request gets. */
  public enum PageStatus {
    FORBIDDEN(403),
    /** Somebody else demands that it be blocked (RFC 7725). */
    LEGAL_REASONS(451);

    private final int code;

    PageStatus(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }
  }

  /** The status of a redirection. */
  public enum RedirectStatus {
    /** Clients repeat the request as GET, without its body. */
    FOUND(302, "Found"),
    /** Clients repeat the request as it is: a body is sent to the new target too. */
    TEMPORARY(307, "Temporary Redirect");

    private final int code;
    private final String phrase;

    RedirectStatus(int code, String phrase) {
      this.code = code;
      this.phrase = phrase;
    }

    public int code() {
      return code;
    }

    public String phrase() {
      return phrase;
    }
  }

  /** Whether a client learns which indicator stopped it. */
  public enum Openness {
    SILENT,
    EXPLAINING
  }

  /**
   * Who runs the proxy.
   *
   * @param name null where no answer names anybody
   * @param contact how to reach them; null where no answer says so
   * @param blockedBy who has the block in place, for status 451 (RFC 7725, 4); null where that is
   *     not told
   */
  public record Operator(
      @Nullable String name, @Nullable Contact contact, @Nullable URI blockedBy) {
    public static final Operator UNNAMED = new Operator(null, null, null);

    public Optional<String> knownName() {
      return Optional.ofNullable(name);
    }

    public Optional<Contact> knownContact() {
      return Optional.ofNullable(contact);
    }

    public Optional<URI> blocker() {
      return Optional.ofNullable(blockedBy);
    }
  }

  /**
   * How to reach the operator.
   *
   * @param text for people
   * @param link mailto:, http: or https:; null where there is only the text
   */
  public record Contact(String text, @Nullable URI link) {
    public Contact {
      if (link != null && !isLinkable(link)) {
        throw new IllegalArgumentException("no page links to " + link);
      }
    }

    private static boolean isLinkable(URI link) {
      String scheme = link.getScheme();
      return scheme != null
          && switch (scheme.toLowerCase(Locale.ROOT)) {
            case "mailto", "http", "https" -> true;
            default -> false;
          };
    }

    public Optional<URI> target() {
      return Optional.ofNullable(link);
    }
  }
}
