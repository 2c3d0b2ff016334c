package io.sekisho.proxy.client;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Ticker;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.http.Headers.Field;
import io.sekisho.proxy.http.RequestHead;
import io.sekisho.rules.indicator.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Lets in whoever gives a password of the file, by Basic authentication towards a proxy (RFC 7617;
 * RFC 9110, 11.7). Checking one takes long on purpose, so that is done on threads of its own, once
 * for all requests that bring the same credentials meanwhile, and what was right is remembered for
 * {@link VerifiedCredentials#KEPT}. Another file makes another instance, which remembers nothing.
 */
public final class BasicAuthentication implements Admittance, AutoCloseable {
  private final List<Field> challenge;
  private final Htpasswd users;
  private final BcryptHash decoy;
  private final VerifiedCredentials verified;
  private final Attempts attempts;
  private final CheckThreads threads = new CheckThreads();

  /** The checks that are not done yet, by digest. */
  private final Map<String, CompletableFuture<Outcome>> underWay = new ConcurrentHashMap<>();

  public BasicAuthentication(PasswordSettings settings) {
    this(settings, Ticker.systemTicker());
  }

  BasicAuthentication(PasswordSettings settings, Ticker ticker) {
    this.challenge =
        List.of(
            new Field(
                "Proxy-Authenticate",
                "Basic realm=\"" + settings.realm() + "\", charset=\"UTF-8\""));
    this.users = settings.users();
    this.decoy = users.decoy();
    this.verified = new VerifiedCredentials(ticker);
    this.attempts = new Attempts(ticker);
  }

  /** How a check ended. */
  private enum Outcome {
    RIGHT,
    WRONG,
    /** Not begun: this address has failed too often. */
    TOO_MANY,
    /** Not begun: too much is waiting. */
    BUSY
  }

  @Override
  public void check(RequestHead head, IpAddress client, EventLoop loop, Consumer<Admission> then) {
    Optional<Credentials> given = Credentials.of(head.headers());
    if (given.isEmpty()) {
      then.accept(wanted("this proxy wants a user name and a password"));
      return;
    }
    String digest = verified.digest(given.get());
    Optional<String> known = verified.user(digest);
    if (known.isPresent()) {
      then.accept(new Admission.Admitted(known.get()));
    } else {
      Credentials credentials = given.get();
      checkOf(credentials, digest, client)
          .thenAcceptAsync(outcome -> then.accept(admission(outcome, credentials.user())), loop);
    }
  }

  /** The check of these credentials, begun unless it is under way. */
  private CompletableFuture<Outcome> checkOf(
      Credentials credentials, String digest, IpAddress client) {
    CompletableFuture<Outcome> check = new CompletableFuture<>();
    CompletableFuture<Outcome> before = underWay.putIfAbsent(digest, check);
    if (before != null) {
      return before;
    }
    if (!attempts.take(client)) {
      end(digest, check, Outcome.TOO_MANY);
    } else if (!threads.run(() -> end(digest, check, outcome(credentials, digest, client)))) {
      attempts.giveBack(client);
      end(digest, check, Outcome.BUSY);
    }
    return check;
  }

  private void end(String digest, CompletableFuture<Outcome> check, Outcome outcome) {
    underWay.remove(digest);
    check.complete(outcome);
  }

  private Outcome outcome(Credentials credentials, String digest, IpAddress client) {
    Optional<BcryptHash> hash = users.of(credentials.user());
    boolean matches = hash.orElse(decoy).matches(credentials.password());
    if (!matches || hash.isEmpty()) {
      return Outcome.WRONG;
    }
    verified.add(digest, credentials.user());
    attempts.giveBack(client);
    return Outcome.RIGHT;
  }

  private Admission admission(Outcome outcome, String user) {
    return switch (outcome) {
      case RIGHT -> new Admission.Admitted(user);
      case WRONG -> wanted("the user name or the password is wrong");
      case TOO_MANY ->
          busy("too many wrong passwords came from this address; try again", Attempts.SPAN);
      case BUSY -> busy("too many passwords are being checked; try again", CheckThreads.PAUSE);
    };
  }

  private Admission wanted(String detail) {
    return new Admission.Refused(RefusalReason.AUTHENTICATION, detail, challenge);
  }

  private static Admission busy(String detail, Duration pause) {
    String seconds = Long.toString(pause.toSeconds());
    return new Admission.Refused(
        RefusalReason.BUSY,
        detail + " in " + seconds + " s",
        List.of(new Field("Retry-After", seconds)));
  }

  /** Ends its threads; checks that wait are dropped, with the connections that wait for them. */
  @Override
  public void close() {
    threads.close();
  }
}
