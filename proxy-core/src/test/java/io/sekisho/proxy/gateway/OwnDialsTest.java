package io.sekisho.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.junit.jupiter.api.Test;

final class OwnDialsTest {
  private static final InetSocketAddress LOCAL = GatewayUnderTest.at("192.0.2.1", 40_000);
  private static final InetSocketAddress SERVER = GatewayUnderTest.at("198.51.100.1", 443);
  private static final InetSocketAddress OTHER = GatewayUnderTest.at("198.51.100.2", 443);

  private final OwnDials dials = new OwnDials();

  /** A connection with these ends. */
  private static EmbeddedChannel connection(SocketAddress local, SocketAddress remote) {
    return new EmbeddedChannel() {
      @Override
      public SocketAddress localAddress() {
        return local;
      }

      @Override
      public SocketAddress remoteAddress() {
        return remote;
      }
    };
  }

  @Test
  void oneThatComesBackIsKnownByBothEnds() {
    dials.add(connection(LOCAL, SERVER));

    assertThat(dials.include(connection(SERVER, LOCAL), SERVER)).isTrue();
  }

  @Test
  void aClientWithTheSamePortIsNoneWhereItGoesElsewhere() {
    dials.add(connection(LOCAL, SERVER));

    assertThat(dials.include(connection(OTHER, LOCAL), OTHER)).isFalse();
  }

  @Test
  void twoWithOnePortDoNotStandForEachOther() {
    EmbeddedChannel first = connection(LOCAL, SERVER);
    dials.add(first);
    dials.add(connection(LOCAL, OTHER));

    first.close();

    assertThat(dials.include(connection(SERVER, LOCAL), SERVER)).isFalse();
    assertThat(dials.include(connection(OTHER, LOCAL), OTHER)).isTrue();
  }
}
