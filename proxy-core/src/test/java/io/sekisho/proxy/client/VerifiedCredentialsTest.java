package io.sekisho.proxy.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class VerifiedCredentialsTest {
  private final MockTicker ticker = Ticker.newMockTicker();
  private final VerifiedCredentials verified = new VerifiedCredentials(ticker);

  @Test
  void areRememberedForFiveMinutes() {
    verified.add("digest", "alice");

    ticker.advance(VerifiedCredentials.KEPT.toNanos() - 1, TimeUnit.NANOSECONDS);
    boolean before = verified.user("digest").isPresent();
    ticker.advance(1, TimeUnit.NANOSECONDS);

    assertThat(before).isTrue();
    assertThat(verified.user("digest")).isEmpty();
  }

  @Test
  void theOldestIsForgottenWhereThereAreTooMany() {
    IntStream.rangeClosed(0, VerifiedCredentials.MOST).forEach(i -> verified.add("" + i, "user"));

    assertThat(verified.user("0")).isEmpty();
    assertThat(verified.user("1")).contains("user");
  }

  @Test
  void digestsTellCredentialsApartAndAreOfNoUseElsewhere() {
    String digest = verified.digest(credentials("alice:secret"));

    assertThat(digest)
        .isEqualTo(verified.digest(credentials("alice:secret")))
        .isNotEqualTo(verified.digest(credentials("alice:secret2")))
        .isNotEqualTo(verified.digest(credentials("alic:esecret")))
        .isNotEqualTo(new VerifiedCredentials(ticker).digest(credentials("alice:secret")));
  }

  private static Credentials credentials(String userPass) {
    return Credentials.of(Passwords.request(Passwords.basic(userPass)).headers()).orElseThrow();
  }
}
