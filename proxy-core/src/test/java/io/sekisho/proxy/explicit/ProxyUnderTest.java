package io.sekisho.proxy.explicit;

import io.sekisho.proxy.EventLoops;
import io.sekisho.proxy.Garden;
import io.sekisho.proxy.OpenFlows;
import io.sekisho.proxy.Traffic;
import io.sekisho.proxy.Transport;
import io.sekisho.proxy.ca.Minting;
import io.sekisho.proxy.egress.OwnListeners;
import io.sekisho.proxy.listener.Premises;
import io.sekisho.proxy.listener.WayIn;
import io.sekisho.rules.indicator.RequestedAction;
import io.sekisho.rules.snapshot.Generation;
import io.sekisho.rules.snapshot.LiveRules;
import io.sekisho.rules.snapshot.Trust;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/**
 * A running proxy on loopback, with its resolver and its observer. Unless told otherwise it may
 * reach loopback, and {@code clean.test}, {@code other.test} and the listed {@code hostile.test}
 * all resolve to 127.0.0.1.
 */
final class ProxyUnderTest implements AutoCloseable {
  static final String LATE_FEED = "late-feed";

  private final EventLoops loops = EventLoops.of(Transport.best());
  private final OpenFlows openFlows = new OpenFlows();
  private final Minting minting = new Minting(InstantSource.system());
  private final Garden garden = new Garden(InstantSource.system());
  private final WayIn<ExplicitSettings> proxy;
  private final LiveRules rules;
  private final FakeDns dns;
  private final RecordingObserver observer = new RecordingObserver();

  ProxyUnderTest(ExplicitSettings settings, LiveRules rules, FakeDns dns) throws IOException {
    this.dns = dns;
    this.rules = rules;
    this.proxy =
        ExplicitProxy.start(
            settings,
            new Premises(rules, observer, new OwnListeners(), loops, openFlows, minting, garden));
    rules.onChange(openFlows::judgeAnew);
  }

  static Setup on(Engine engine) {
    return new Setup(engine);
  }

  static ProxyUnderTest started(Engine engine) throws IOException {
    return on(engine).start();
  }

  InetSocketAddress address() {
    return proxy.addresses().get(0);
  }

  /** From now on these are listed, beside what was at the start. */
  void list(String... destinations) {
    rules.replace(Setup.feed(LATE_FEED, destinations));
  }

  /** From now on another feed lists this, and asks for an action. */
  void list(RequestedAction action, String destination) {
    rules.replace(Setup.asking(LATE_FEED, action, destination));
  }

  /** From now on these feeds are believed so far. */
  void trust(Map<String, Trust> trust) {
    rules.trust(trust);
  }

  /** From now on these are never blocked, and nothing else is. */
  void neverBlock(String... destinations) {
    rules.neverBlock(Setup.feed(Generation.NEVER_BLOCK, destinations));
  }

  /** Off until it is given an authority. */
  Minting minting() {
    return minting;
  }

  Garden garden() {
    return garden;
  }

  Traffic traffic() {
    return proxy.traffic();
  }

  /** None of the event loops does anything for so long. */
  void holdUp(Duration time) {
    loops.group().forEach(loop -> loop.execute(() -> LockSupport.parkNanos(time.toNanos())));
  }

  long idleServers() {
    return proxy.idleServers();
  }

  /** How many clients are kept waiting. */
  int held() {
    return proxy.heldAnswers();
  }

  /** How many tunnels and exchanges go on. */
  long openFlows() {
    return openFlows.count();
  }

  FakeDns dns() {
    return dns;
  }

  RecordingObserver observer() {
    return observer;
  }

  Wire connect() throws IOException {
    return Wire.to(address());
  }

  /** Sends one request on a connection of its own, from another address of this machine. */
  Reply askFrom(String address, String request) throws IOException {
    try (Wire client = Wire.from(address, address())) {
      client.send(request);
      return Reply.of(client);
    }
  }

  /** Sends one request on a connection of its own. */
  Reply ask(String request) throws IOException {
    try (Wire client = connect()) {
      client.send(request);
      return Reply.to(request.substring(0, request.indexOf(' ')), client);
    }
  }

  /** A client whose CONNECT was answered with 200. */
  Wire tunnel(String authority) throws IOException {
    return tunnel(connect(), authority);
  }

  /** The same from another address of this machine. */
  Wire tunnelFrom(String address, String authority) throws IOException {
    return tunnel(Wire.from(address, address()), authority);
  }

  private static Wire tunnel(Wire client, String authority) throws IOException {
    client.send(Requests.connect(authority));
    String head = client.readUntil("\r\n\r\n");
    if (!head.startsWith("HTTP/1.1 200 ")) {
      throw new AssertionError(head);
    }
    return client;
  }

  void reconfigure(UnaryOperator<ExplicitSettings> change) throws IOException {
    proxy.reconfigure(change.apply(proxy.settings()));
  }

  void pause() {
    proxy.pause();
  }

  void drain(Duration grace) throws InterruptedException {
    proxy.drain(grace);
  }

  @Override
  public void close() {
    proxy.close();
    minting.close();
    loops.close();
    dns.close();
  }
}
