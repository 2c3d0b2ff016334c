package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Ways to name a listed destination so that a filter does not know it again. The rows are those of
 * the list of evasions that this proxy is built against; each has a test that begins with its
 * number.
 */
final class EvasionsByNameTest {
  private static final List<String> LOOPBACK_IN_NUMBERS =
      List.of(
          "127.0.0.1",
          "127.1",
          "127.0.1",
          "2130706433",
          "0x7f000001",
          "0X7F.0.0.1",
          "0x7f.0x0.0x0.0x1",
          "017700000001",
          "0177.0.0.01",
          "127.0.0.1.",
          "%31%32%37.0.0.1",
          "\uff11\uff12\uff17.0.0.1",
          "127\u30020\u30020\u30021");

  private static final List<String> LOOPBACK_IN_IPV6 =
      List.of(
          "[::ffff:127.0.0.1]",
          "[0:0:0:0:0:FFFF:7F00:0001]",
          "[::127.0.0.1]",
          "[64:ff9b::127.0.0.1]",
          "[64:ff9b:1:7f00:0:100::]",
          "[2002:7f00:1::]",
          "[2001:0:4136:e378:8000:63bf:80ff:fffe]");

  private static final List<String> SPELLINGS =
      List.of(
          "hostile.test.",
          "HOSTILE.Test",
          "a.b.hostile.test",
          "host%69le.test",
          "%68%6F%73%74%69%6C%65%2e%74%65%73%74",
          "hostile\u3002test",
          "hostile\uff0etest",
          "hostile\uff61test",
          "\uff48ostile.test",
          "\u24d7ostile.test",
          "hos\u00adtile.test",
          "hosti\u200ble.test");

  private static final List<String> SPECIAL =
      List.of(
          "127.0.0.1",
          "10.0.0.1",
          "172.16.0.1",
          "192.168.0.1",
          "169.254.169.254",
          "100.64.0.1",
          "0.0.0.0",
          "224.0.0.1",
          "255.255.255.255",
          "[::1]",
          "[fe80::1]",
          "[fd00:ec2::254]",
          "[::ffff:169.254.169.254]",
          "[64:ff9b::a9fe:a9fe]",
          "private.test",
          "mapped.test");

  @OnEveryEngine
  void row10AnIpLiteralIsJudgedWithItsPort(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        Origin other = Origin.ok();
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine)
                .list("127.0.0.1:" + origin.port())
                .tunnelsTo(origin)
                .start()) {

      assertThatItIsHostile(proxy, origin.at("127.0.0.1"));
      assertThat(proxy.ask(Requests.get(other.at("127.0.0.1"))).status()).isEqualTo(200);
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void row11AnIpv4AddressInAnyNumberIsTheAddress(Engine engine) throws Exception {
    assertThatAllAreHostile(engine, LOOPBACK_IN_NUMBERS);
  }

  @OnEveryEngine
  void row12AnIpv4AddressInsideAnIpv6AddressIsJudgedToo(Engine engine) throws Exception {
    assertThatAllAreHostile(engine, LOOPBACK_IN_IPV6);
  }

  private static void assertThatAllAreHostile(Engine engine, List<String> spellings)
      throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine).list("127.0.0.1").tunnelsTo(origin).start()) {
      for (String spelling : spellings) {
        assertThatItIsHostile(proxy, origin.at(spelling));
      }
      assertThat(origin.connections()).isZero();
    }
  }

  private static void assertThatItIsHostile(ProxyUnderTest proxy, String authority)
      throws Exception {
    assertThat(proxy.ask(utf8(Requests.get(authority))).verdict())
        .as(authority)
        .isEqualTo("hostile");
    assertThat(proxy.ask(utf8(Requests.connect(authority))).verdict())
        .as("CONNECT %s", authority)
        .isEqualTo("hostile");
  }

  /** The characters that stand for the bytes of the text. */
  private static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  @OnEveryEngine
  void row12AnIpv4AddressInsideAnIpv6AnswerIsJudgedToo(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine).list("127.0.0.1").tunnelsTo(origin).start()) {
      for (String answer : List.of("::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::")) {
        proxy.dns().answer("wrapped.test", answer);

        assertThatItIsHostile(proxy, origin.at("wrapped.test"));
      }
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void row13PrivateAndMetadataTargetsAreDenied(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.on(engine).denyPrivate().connectPort(80).start()) {
      proxy.dns().answer("private.test", "10.1.2.3", "169.254.169.254");
      proxy.dns().answer("mapped.test", "::ffff:192.168.0.1");
      for (String target : SPECIAL) {
        Reply plain = proxy.ask(Requests.get(target));
        Reply tunnel = proxy.ask(Requests.connect(target + ":80"));

        assertThat(List.of(plain.verdict(), tunnel.verdict())).as(target).containsOnly("private");
      }
    }
  }

  @OnEveryEngine
  void row13ANameThatIsRebornElsewhereIsJudgedByWhatIsDialled(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).list("127.0.0.2").start()) {
      proxy.dns().answerOnceThen("rebound.test", "127.0.0.1", "127.0.0.2");

      Reply first = proxy.ask(Requests.get(origin.at("rebound.test")));

      assertThat(first.status()).isEqualTo(200);
      assertThat(proxy.dns().queries("rebound.test")).isEqualTo(1);
      assertThat(origin.connections()).isEqualTo(1);
    }
  }

  @OnEveryEngine
  void row14AListedNameIsKnownInEverySpelling(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start()) {
      for (String spelling : SPELLINGS) {
        assertThatItIsHostile(proxy, origin.at(spelling));
      }
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void row14AnInternationalNameIsKnownInEverySpelling(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine).list("xn--bcher-kva.test").tunnelsTo(origin).start()) {
      for (String spelling :
          List.of(
              "b\u00fccher.test",
              "B\u00dcCHER.test",
              "bu\u0308cher.test",
              "b%C3%BCcher.test",
              "XN--BCHER-KVA.test")) {
        assertThatItIsHostile(proxy, origin.at(spelling));
      }
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void row14WhatHasNoCanonicalSpellingIsRefused(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start()) {
      for (String spelling :
          List.of("hostile..test", ".hostile.test", "hostile%00.test", "hostile%2ftest", "%")) {
        Reply plain = proxy.ask(Requests.get(origin.at(spelling)));
        Reply tunnel = proxy.ask(Requests.connect(origin.at(spelling)));

        assertThat(List.of(plain.status(), tunnel.status())).as(spelling).containsOnly(400);
      }
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void row15AbsoluteUriAndHostDisagreeAndBothAreJudged(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine).list("clean.test:81").tunnelsTo(origin).start()) {
      String authority = origin.at("clean.test");
      for (String host : List.of("hostile.test", "HOSTILE.test.:8080", "clean.test:81")) {
        Reply plain = proxy.ask(withHost("GET http://" + authority + "/", host));
        Reply tunnel = proxy.ask(withHost("CONNECT " + authority, host));

        assertThat(List.of(plain.verdict(), tunnel.verdict())).as(host).containsOnly("hostile");
      }
      assertThat(origin.connections()).isZero();

      Reply other = proxy.ask(withHost("GET http://" + authority + "/", "other.test"));

      assertThat(other.status()).isEqualTo(200);
      assertThat(Reply.field(origin.head(0), "Host")).contains(authority);
      assertThat(proxy.observer().disagreements()).isNotEmpty();
    }
  }

  private static String withHost(String target, String host) {
    return target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
  }

  @OnEveryEngine
  void row15AnAuthorityThatCouldBeTwoThingsIsRefused(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start()) {
      String at = origin.at("clean.test");
      for (String request :
          List.of(
              withHost("GET http://" + at + "/", at + "\r\nHost: hostile.test"),
              withHost("GET http://" + at + "/", at + "\r\nHost: " + at),
              withHost("GET http://" + at + "/", at + ", hostile.test"),
              withHost("GET http://" + at + "/", at + " hostile.test"),
              withHost("GET http://" + at + "/", at + "/"),
              withHost("GET http://" + at + "/", "hostile.test@" + at),
              withHost("GET http://hostile.test@" + at + "/", at),
              withHost("GET http://" + at + "@hostile.test/", at),
              withHost("GET http://" + at + "\\@hostile.test/", at),
              withHost("GET http://" + at + "#@hostile.test/", at),
              withHost("GET http://" + at + ":80/", at),
              withHost("GET http:" + at + "/", at),
              withHost("CONNECT user@" + at, at),
              withHost("CONNECT " + at + "/", at),
              withHost("CONNECT http://" + at, at),
              withHost("CONNECT clean.test", at),
              withHost("GET /", at))) {
        assertThat(proxy.ask(request).status()).as(request).isEqualTo(400);
      }
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void row22AnAddressThatANameMovesToIsJudgedFromThenOn(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).list("127.0.0.2").start()) {
      proxy.dns().answerOnceThen("flux.test", "127.0.0.1", "127.0.0.2");

      Reply before = proxy.ask(Requests.get(origin.at("flux.test")));
      Reply after = proxy.ask(Requests.get(origin.at("flux.test")));

      assertThat(before.status()).isEqualTo(200);
      assertThat(after.verdict()).isEqualTo("hostile");
      assertThat(origin.connections()).isEqualTo(1);
    }
  }
}
