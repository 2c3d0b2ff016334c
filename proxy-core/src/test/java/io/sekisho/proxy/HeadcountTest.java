package io.sekisho.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.indicator.IpAddress;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HeadcountTest {
  private static final IpAddress ONE = address("192.0.2.1");
  private static final IpAddress OTHER = address("192.0.2.2");

  private final Headcount headcount =
      new Headcount(Limit.CONNECTIONS, Limit.CONNECTIONS_PER_CLIENT);

  @Test
  void oneTooManyIsToldAndNotCounted() {
    Quota two = new Quota(2, 2);
    headcount.enter(ONE, two);
    headcount.enter(OTHER, two);

    assertThat(headcount.enter(ONE, two)).contains(Limit.CONNECTIONS);

    assertThat(headcount.inAll()).isEqualTo(2);
  }

  @Test
  void oneTooManyOfOneClientLeavesRoomForTheOthers() {
    Quota quota = new Quota(9, 1);
    headcount.enter(ONE, quota);

    assertThat(headcount.enter(ONE, quota)).contains(Limit.CONNECTIONS_PER_CLIENT);
    assertThat(headcount.enter(OTHER, quota)).isEmpty();
  }

  @Test
  void whoLeavesMakesRoom() {
    Quota one = new Quota(1, 1);
    headcount.enter(ONE, one);
    headcount.leave(ONE);

    assertThat(headcount.enter(ONE, one)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.2, 2",
    "192.0.2.1, ::ffff:192.0.2.1, 1",
    "2001:db8::1, 2001:db8::2, 1",
    "2001:db8::1, 2001:db8:0:0:ffff::1, 1",
    "2001:db8::1, 2001:db8:0:1::1, 2"
  })
  void aClientIsAnIpv4AddressOrAnIpv6Network(String one, String other, int clients) {
    headcount.enter(address(one), Limits.DEFAULTS.connections());
    headcount.enter(address(other), Limits.DEFAULTS.connections());

    assertThat(headcount.clients()).isEqualTo(clients);
  }

  @Test
  void nothingIsLeftOfThoseThatAreGone() {
    Quota quota = new Quota(12, 3);
    List<IpAddress> clients = IntStream.range(0, 8).mapToObj(i -> address("192.0.2." + i)).toList();

    IntStream.range(0, 4)
        .parallel()
        .forEach(seed -> comeAndGo(new SplittableRandom(seed), clients, quota));

    assertThat(headcount.inAll()).isZero();
    assertThat(headcount.clients()).isZero();
  }

  private void comeAndGo(SplittableRandom random, List<IpAddress> clients, Quota quota) {
    for (int i = 0; i < 5_000; i++) {
      List<IpAddress> entered =
          random
              .ints(random.nextInt(6), 0, clients.size())
              .mapToObj(clients::get)
              .filter(client -> headcount.enter(client, quota).isEmpty())
              .toList();
      entered.forEach(headcount::leave);
    }
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }
}
