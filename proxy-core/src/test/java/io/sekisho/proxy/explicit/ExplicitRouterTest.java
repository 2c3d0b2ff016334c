package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.ca.Authorities;
import io.sekisho.proxy.ca.Minting;
import io.sekisho.proxy.http.Headers;
import io.sekisho.proxy.http.Headers.Field;
import io.sekisho.proxy.http.HttpVersion;
import io.sekisho.proxy.http.RequestHead;
import io.sekisho.proxy.http.exchange.Route;
import io.sekisho.rules.Clue;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExplicitRouterTest {
  private static final InetSocketAddress REACHED = new InetSocketAddress("192.0.2.7", 3128);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET | http://a.example/x | a.example | forward a.example:80 /x [REQUEST_TARGET a.example:80]
          GET | http://a.example:81/ | A.EXAMPLE.:9 | forward a.example:81 / [HOST a.example:9, REQUEST_TARGET a.example:81]
          GET | http://a.example:81/ | A.EXAMPLE. | forward a.example:81 / [REQUEST_TARGET a.example:81]
          GET | http://a.example/x | b.example | forward a.example:80 /x [HOST b.example:80, REQUEST_TARGET a.example:80]
          GET | http://a.example:81/x | b.example:82 | forward a.example:81 /x [HOST b.example:82, REQUEST_TARGET a.example:81]
          CONNECT | a.example:443 | a.example:443 | tunnel a.example:443 [CONNECT_TARGET a.example:443]
          CONNECT | a.example:443 | a.example | tunnel a.example:443 [CONNECT_TARGET a.example:443]
          CONNECT | a.example:443 | b.example | tunnel a.example:443 [HOST b.example:443, CONNECT_TARGET a.example:443]
          GET | http://a.example/ | u@a.example | refused MALFORMED the authority has a user name in it
          GET | http://a.example/ | '' | refused MALFORMED the authority is not a host and port: empty
          GET | http://a.example/ | a b | refused MALFORMED the authority is not a host and port: forbidden-character
          GET | https://a.example/ | a.example | refused MALFORMED the scheme of the request target is not http; https goes by CONNECT
          GET | / | a.example | refused MALFORMED this is a proxy: the request target has to be an absolute URI
          POST | /proxy.pac | a.example | refused MALFORMED this is a proxy: the request target has to be an absolute URI
          GET | /proxy.pac/x | a.example | refused MALFORMED this is a proxy: the request target has to be an absolute URI
          GET | /proxy.pac | a.example | local 200
          HEAD | /wpad.dat?x=/ | a.example | local 200
          """)
  void requestsAskForOneThing(String method, String target, String host, String route) {
    RequestHead head = head(HttpVersion.HTTP_1_1, method, target, host);

    assertThat(routeOf(head)).isEqualTo(route);
  }

  @Test
  void hostMayOnlyBeMissingInHttp10() {
    assertThat(routeOf(head(HttpVersion.HTTP_1_0, "GET", "http://a.example/")))
        .startsWith("forward a.example:80");
    assertThat(routeOf(head(HttpVersion.HTTP_1_1, "GET", "http://a.example/")))
        .isEqualTo("refused MALFORMED no Host field in HTTP/1.1");
  }

  @Test
  void twoHostFieldsAreRefusedEvenWhereTheyAgree() {
    RequestHead head =
        head(HttpVersion.HTTP_1_1, "GET", "http://a.example/", "a.example", "a.example");

    assertThat(routeOf(head)).isEqualTo("refused MALFORMED more than one Host field");
  }

  @Test
  void theAutoConfigurationNamesWhereTheClientReachedUs() {
    assertThat(ProxyAutoConfig.script(REACHED))
        .contains("return \"PROXY 192.0.2.7:3128\";")
        .doesNotContain("DIRECT");
    assertThat(ProxyAutoConfig.script(new InetSocketAddress("2001:db8::1", 1)))
        .contains("PROXY [2001:db8::1]:1");
  }

  private static RequestHead head(
      HttpVersion version, String method, String target, String... hosts) {
    List<Field> fields = new ArrayList<>();
    for (String host : hosts) {
      fields.add(new Field("Host", host));
    }
    return new RequestHead(method, target, version, new Headers(fields));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ca", "/ca.pem", "/ca.crt", "/ca?x"})
  void rootOfTheAuthorityIsThereOnlyWhereThereIsOne(String path) {
    RequestHead head = head(HttpVersion.HTTP_1_1, "GET", path, "proxy.example:3128");

    try (Minting minting = new Minting(Instant::now)) {
      assertThat(routeOf(head, minting)).startsWith("refused");
      minting.use(Optional.of(Authorities.root()));
      assertThat(routeOf(head, minting)).isEqualTo("local 200");
    }
  }

  private static String routeOf(RequestHead head) {
    try (Minting off = new Minting(Instant::now)) {
      return routeOf(head, off);
    }
  }

  private static String routeOf(RequestHead head, Minting minting) {
    List<String> routes = new ArrayList<>();
    new ExplicitRouter(minting)
        .route(head, REACHED)
        .match(
            new Route.Cases(
                forward ->
                    routes.add(
                        "forward %s %s %s"
                            .formatted(
                                forward.destination().authority(),
                                forward.path(),
                                text(forward.clues()))),
                tunnel ->
                    routes.add(
                        "tunnel %s %s".formatted(tunnel.destination(), text(tunnel.clues()))),
                local -> routes.add("local " + local.answer().status()),
                refused -> routes.add("refused " + refused.reason() + " " + refused.detail())));
    return routes.get(0);
  }

  private static List<String> text(List<Clue> clues) {
    return clues.stream().map(clue -> clue.kind() + " " + clue.destination()).toList();
  }
}
