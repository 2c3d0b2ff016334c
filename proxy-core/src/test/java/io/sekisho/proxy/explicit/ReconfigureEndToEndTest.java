package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.Mode;
import io.sekisho.proxy.Treatment;
import io.sekisho.proxy.Treatments;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** How a running proxy goes on with other settings. */
final class ReconfigureEndToEndTest {
  private static final AnswerPolicy OBSERVE =
      new AnswerPolicy(Mode.OBSERVE, Action.REFUSE, Action.RESET, null);

  @OnEveryEngine
  void nextConnectionsGetTheNewSettings(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {
      String request = Requests.get(origin.at("hostile.test"));
      int before = proxy.ask(request).status();

      proxy.reconfigure(settings -> with(settings, settings.listen(), observing(settings)));

      assertThat(before).isEqualTo(403);
      assertThat(proxy.ask(request).status()).isEqualTo(200);
    }
  }

  @OnEveryEngine
  void anOpenTunnelGoesOn(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(connection -> connection.send("got " + connection.read(5)));
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      proxy.reconfigure(settings -> with(settings, settings.listen(), observing(settings)));
      client.send("hello");

      assertThat(client.readUntil("hello")).isEqualTo("got hello");
    }
  }

  @OnEveryEngine
  void anIdleConnectionIsClosedSoThatItsNextRequestGetsTheNewSettings(Engine engine)
      throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {
      client.send(Requests.get(origin.at("clean.test")));
      Reply.of(client);

      proxy.reconfigure(settings -> with(settings, settings.listen(), observing(settings)));

      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
    }
  }

  @OnEveryEngine
  void listenersMove(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {
      InetSocketAddress before = proxy.address();

      proxy.reconfigure(settings -> with(settings, List.of(free()), settings.treatments()));

      assertThat(proxy.address()).isNotEqualTo(before);
      assertThat(proxy.ask(Requests.get(origin.at("clean.test"))).status()).isEqualTo(200);
      assertThatThrownBy(() -> Wire.to(before)).isInstanceOf(ConnectException.class);
    }
  }

  @OnEveryEngine
  void anAddressInUseChangesNothing(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {
      InetSocketAddress inUse = (InetSocketAddress) taken.getLocalSocketAddress();

      assertThatThrownBy(
              () ->
                  proxy.reconfigure(
                      settings -> {
                        List<InetSocketAddress> listen = new ArrayList<>(settings.listen());
                        listen.add(inUse);
                        return with(settings, listen, observing(settings));
                      }))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(Integer.toString(inUse.getPort()));

      String request = Requests.get(origin.at("hostile.test"));
      assertThat(proxy.ask(request).status()).isEqualTo(403);
    }
  }

  @OnEveryEngine
  void whileItPausesNobodyGetsInAndTunnelsGoOn(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(connection -> connection.send("got " + connection.read(5)));
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {
      InetSocketAddress before = proxy.address();

      proxy.pause();
      client.send("hello");

      assertThatThrownBy(() -> Wire.to(before)).isInstanceOf(ConnectException.class);
      assertThat(client.readUntil("hello")).isEqualTo("got hello");
    }
  }

  @OnEveryEngine
  void whatPausedServesAgainWithItsNextSettings(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {
      String request = Requests.get(origin.at("hostile.test"));
      proxy.pause();

      proxy.reconfigure(settings -> with(settings, settings.listen(), observing(settings)));

      assertThat(proxy.ask(request).status()).isEqualTo(200);
    }
  }

  @OnEveryEngine
  void oneAddressBecomesAllOnTheSamePort(Engine engine) throws Exception {
    InetSocketAddress one = free();
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {
      proxy.reconfigure(settings -> with(settings, List.of(one), settings.treatments()));

      proxy.reconfigure(settings -> with(settings, List.of(all(one)), settings.treatments()));

      assertThat(proxy.address()).isEqualTo(all(one));
      assertThat(proxy.ask(Requests.get(origin.at("clean.test"))).status()).isEqualTo(200);
    }
  }

  @OnEveryEngine
  void anAddressInUseLetsThoseReturnThatMadeWay(Engine engine) throws Exception {
    InetSocketAddress one = free();
    try (Origin origin = Origin.ok();
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {
      InetSocketAddress inUse = (InetSocketAddress) taken.getLocalSocketAddress();
      List<InetSocketAddress> next = List.of(all(one), inUse);
      proxy.reconfigure(settings -> with(settings, List.of(one), settings.treatments()));

      assertThatThrownBy(
              () -> proxy.reconfigure(settings -> with(settings, next, settings.treatments())))
          .isInstanceOf(IOException.class);

      assertThat(proxy.address()).isEqualTo(one);
      assertThat(proxy.ask(Requests.get(origin.at("clean.test"))).status()).isEqualTo(200);
    }
  }

  private static InetSocketAddress all(InetSocketAddress one) {
    return new InetSocketAddress("0.0.0.0", one.getPort());
  }

  private static InetSocketAddress free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return (InetSocketAddress) socket.getLocalSocketAddress();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Treatments observing(ExplicitSettings settings) {
    return Treatments.alike(new Treatment(OBSERVE, settings.treatments().usual().undecided()));
  }

  private static ExplicitSettings with(
      ExplicitSettings settings, List<InetSocketAddress> listen, Treatments treatments) {
    return new ExplicitSettings(
        listen,
        settings.clients(),
        settings.identity(),
        settings.plane(),
        settings.egress(),
        treatments,
        settings.dns(),
        settings.limits());
  }
}
