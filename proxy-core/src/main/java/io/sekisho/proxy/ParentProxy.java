package io.sekisho.proxy;

import io.sekisho.rules.indicator.Endpoint;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP proxy that requests and tunnels go by.
 *
 * @param address whose name is looked up but not judged, and which may be private: it is the
 *     operator's choice, nothing that a client says leads to it, and one false entry of a feed
 *     would otherwise cut everybody off
 * @param login null where the parent asks for none
 * @param except what is reached directly all the same
 */
public record ParentProxy(
    Endpoint address, @Nullable Login login, ParentExceptions except, LookUp lookUp) {

  /** Whether names that go by the parent are looked up here too. */
  public enum LookUp {
    /** They are, and their answers are judged. */
    JUDGE,
    SKIP;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Who the parent is told that this proxy is.
   *
   * @param user has no colon in it
   */
  public record Login(String user, String password) {
    public Login {
      if (user.indexOf(':') >= 0) {
        throw new IllegalArgumentException("a colon in the name of a user");
      }
    }

    /** The value of Proxy-Authorization (RFC 7617, 2). */
    public String basic() {
      byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** Without the password, which belongs in no log. */
    @Override
    public String toString() {
      return "Login[user=" + user + "]";
    }
  }

  public Optional<Login> credentials() {
    return Optional.ofNullable(login);
  }
}
