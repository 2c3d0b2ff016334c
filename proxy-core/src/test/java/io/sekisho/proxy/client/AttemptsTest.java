package io.sekisho.proxy.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import io.sekisho.rules.indicator.IpAddress;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AttemptsTest {
  private static final IpAddress CLIENT = address("192.0.2.7");

  private final MockTicker ticker = Ticker.newMockTicker();
  private final Attempts attempts = new Attempts(ticker);

  @Test
  void thirtyFailuresAMinuteAreAllowed() {
    long taken = takeAll(CLIENT);

    assertThat(taken).isEqualTo(Attempts.MOST);
    assertThat(attempts.take(address("192.0.2.8"))).isTrue();
  }

  @Test
  void theNextMinuteBeginsAnew() {
    takeAll(CLIENT);

    ticker.advance(Attempts.SPAN.toNanos() - 1, TimeUnit.NANOSECONDS);
    boolean before = attempts.take(CLIENT);
    ticker.advance(1, TimeUnit.NANOSECONDS);

    assertThat(before).isFalse();
    assertThat(attempts.take(CLIENT)).isTrue();
  }

  @Test
  void whatDidNotFailDoesNotCount() {
    for (int i = 0; i < 2 * Attempts.MOST; i++) {
      assertThat(attempts.take(CLIENT)).isTrue();
      attempts.giveBack(CLIENT);
    }

    assertThat(takeAll(CLIENT)).isEqualTo(Attempts.MOST);
  }

  @Test
  void addressesOfOneNetworkOfIpv6CountTogether() {
    takeAll(address("2001:db8::1"));

    assertThat(attempts.take(address("2001:db8::ffff:1"))).isFalse();
    assertThat(attempts.take(address("2001:db8:0:1::1"))).isTrue();
  }

  @Test
  void addressesThatWereNotHeardOfForLongestAreForgotten() {
    takeAll(CLIENT);

    IntStream.range(0, Attempts.MOST_ADDRESSES)
        .forEach(i -> attempts.take(IpAddress.v4(0x0a000000 + i)));

    assertThat(attempts.take(CLIENT)).isTrue();
  }

  private long takeAll(IpAddress client) {
    return IntStream.range(0, 2 * Attempts.MOST).filter(i -> attempts.take(client)).count();
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }
}
