package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekisho.proxy.ParentExceptions;
import io.sekisho.proxy.ParentProxy;
import io.sekisho.rules.indicator.Endpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the engine littleproxy cannot do, each with what it does instead. A test here that fails
 * tells that it has learnt something: then the documentation has to follow.
 */
@Timeout(40)
final class LittleProxyInabilitiesTest {
  @Test
  void itDoesNotGoByAParentProxy() {
    Endpoint parent = Endpoint.parse("127.0.0.1:3128").orElseThrow();
    Setup setup =
        ProxyUnderTest.on(Engine.LITTLEPROXY)
            .parent(new ParentProxy(parent, null, ParentExceptions.NONE, ParentProxy.LookUp.JUDGE));

    assertThatThrownBy(setup::start).hasMessageContaining("parent proxy");
  }

  /** The other engine knocks at the next address after a quarter of a second. */
  @Test
  void itTriesOneAddressAfterTheOther() throws Exception {
    try (Origin origin = Origin.ok();
        BlackHole hole = new BlackHole("127.0.0.2", origin.port());
        ProxyUnderTest proxy =
            ProxyUnderTest.on(Engine.LITTLEPROXY).connectTime(Duration.ofSeconds(3)).start()) {
      proxy.dns().answer("dual.test", "127.0.0.2", "127.0.0.1");
      proxy.ask(Requests.get(origin.at("clean.test")));
      long start = System.nanoTime();

      Reply reply = proxy.ask(Requests.get(hole.at("dual.test")));

      assertThat(reply.status()).isEqualTo(200);
      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isGreaterThan(1400L);
    }
  }

  /** They never reach LittleProxy: a tunnel, and targets that it would write in another way. */
  @Test
  void itsPlugInsSeePlainRequestsAlone(@TempDir Path directory) throws Exception {
    try (Origin origin = Origin.doing(LittleProxyInabilitiesTest::answer);
        ProxyUnderTest proxy =
            MarkingPlugIn.installedWhile(
                directory, ProxyUnderTest.on(Engine.LITTLEPROXY).tunnelsTo(origin)::start)) {
      String authority = origin.at("clean.test");

      proxy.ask(Requests.get(authority));
      proxy.ask("OPTIONS http://" + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
      proxy.ask(Requests.get(authority, "/\u00e9"));
      try (Wire tunnel = proxy.tunnel(authority)) {
        tunnel.send(Requests.get(authority));
        tunnel.readUntil("ok");
      }

      assertThat(origin.head(0)).startsWith("GET / ").contains(MarkingPlugIn.FIELD);
      assertThat(origin.head(1)).startsWith("OPTIONS * ").doesNotContain(MarkingPlugIn.FIELD);
      assertThat(origin.head(2)).startsWith("GET /\u00e9 ").doesNotContain(MarkingPlugIn.FIELD);
      assertThat(origin.head(3)).doesNotContain(MarkingPlugIn.FIELD);
    }
  }

  private static void answer(Wire connection) throws IOException {
    connection.readUntil("\r\n\r\n");
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
  }

  /** They may change what is sent, but not where it goes, or what was judged would say nothing. */
  @Test
  void itsPlugInsCannotLeadARequestElsewhere(@TempDir Path directory) throws Exception {
    try (Origin origin = Origin.ok();
        Origin elsewhere = Origin.ok();
        ProxyUnderTest proxy =
            MarkingPlugIn.installedWhile(directory, ProxyUnderTest.on(Engine.LITTLEPROXY)::start)) {
      String path = MarkingPlugIn.REDIRECTING + elsewhere.port();

      Reply reply = proxy.ask(Requests.get(origin.at("clean.test"), path));

      assertThat(reply.status()).isEqualTo(200);
      assertThat(origin.connections()).isEqualTo(1);
      assertThat(elsewhere.connections()).isZero();
    }
  }

  /** A body is read when its server is there, so there is nothing to gather before. */
  @Test
  void itsPlugInsGetRequestsInParts(@TempDir Path directory) throws Exception {
    try (Origin origin = Origin.doing(LittleProxyInabilitiesTest::answer);
        ProxyUnderTest proxy =
            MarkingPlugIn.installedWhile(directory, ProxyUnderTest.on(Engine.LITTLEPROXY)::start)) {
      String fields = "Content-Length: 2\r\n";

      proxy.ask(Requests.with("POST", origin.at("clean.test"), "/", fields) + "ok");

      assertThat(origin.head(0)).contains(MarkingPlugIn.FIELD + ": in parts");
    }
  }

  /** A connection to a server may carry the requests of one client after those of another. */
  @Test
  void itsPlugInsDoNotSeeTheClient(@TempDir Path directory) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy =
            MarkingPlugIn.installedWhile(directory, ProxyUnderTest.on(Engine.LITTLEPROXY)::start)) {

      proxy.askFrom("127.0.0.7", Requests.get(origin.at("clean.test")));

      assertThat(origin.head(0)).contains("127.0.0.1:0").doesNotContain("127.0.0.7");
    }
  }
}
