package io.sekisho.proxy.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.sekisho.proxy.Transport;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class NameResolverTest {
  private static final int LOOPS = 2;
  private static final Duration QUERY_TIME = Duration.ofMillis(300);

  private final EventLoopGroup loops = Transport.NIO.eventLoops(LOOPS);
  private final FakeNameServer server = startServer(60);

  private static FakeNameServer startServer(int ttl) {
    try {
      return new FakeNameServer(ttl);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void knowNames() throws IOException {
    server.knows("a.example", "192.0.2.2", "2001:db8::1", "192.0.2.1");
    server.knows("long.example", "192.0.2.3");
    server.knows("six.example", "2001:db8::6");
    server.knows("none.example");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void everyAddressOfBothFamiliesIsAnswered() throws Exception {
    try (NameResolver resolver = resolver()) {
      assertThat(look(resolver, "a.example"))
          .startsWith("answers")
          .contains("192.0.2.2", "192.0.2.1", "2001:db8::1");
      assertThat(look(resolver, "six.example")).isEqualTo("answers [2001:db8::6]");
    }
  }

  @Test
  void aTruncatedAnswerIsAskedForAgainOverTcp() throws Exception {
    try (NameResolver resolver = resolver()) {
      assertThat(look(resolver, "long.example")).isEqualTo("answers [192.0.2.3]");
      assertThat(server.asked()).anyMatch(asked -> asked.startsWith("tcp 1 long.example"));
    }
  }

  @Test
  void namesWithoutAddressDoNotResolve() throws Exception {
    try (NameResolver resolver = resolver()) {
      assertThat(look(resolver, "absent.example"))
          .isEqualTo("none: the name absent.example does not resolve");
      assertThat(look(resolver, "none.example"))
          .isEqualTo("none: the name none.example does not resolve");
    }
  }

  @Test
  void silenceIsATimeOutAndDelaysNobodyElse() throws Exception {
    try (NameResolver resolver = resolver()) {
      CompletableFuture<String> silent = ask(resolver, "silent.example");

      assertThat(look(resolver, "a.example")).startsWith("answers");
      assertThat(silent).isNotDone();
      assertThat(silent.get(5, TimeUnit.SECONDS))
          .isEqualTo("timed out: no resolver answered for silent.example in time");
    }
  }

  @Test
  void aQueryThatGotLostIsSentAgain() throws Exception {
    server.knows("lost.example", "192.0.2.5");
    try (NameResolver resolver = resolver()) {
      assertThat(look(resolver, "lost.example")).isEqualTo("answers [192.0.2.5]");
    }
  }

  @Test
  void aNameThatManyAskForAtOnceIsLookedUpOnceOnEachLoop() throws Exception {
    try (NameResolver resolver = resolver()) {
      List<CompletableFuture<String>> crowd =
          Stream.generate(() -> ask(resolver, "silent.example")).limit(200).toList();

      assertThat(crowd)
          .allSatisfy(one -> assertThat(one.get(5, TimeUnit.SECONDS)).contains("timed"));
      assertThat(server.asked().stream().filter("udp 1 silent.example"::equals))
          .hasSizeLessThanOrEqualTo(LOOPS * NameResolver.ATTEMPTS);
    }
  }

  @Test
  void theNextServerIsAskedWhereTheFirstIsSilent() throws Exception {
    try (FakeNameServer second = new FakeNameServer(60)) {
      second.knows("b.example", "192.0.2.8");
      InetSocketAddress gone = server.address();
      server.close();

      try (NameResolver resolver =
          new NameResolver(settings(gone, second.address()), Transport.NIO)) {
        assertThat(look(resolver, "b.example")).isEqualTo("answers [192.0.2.8]");
      }
    }
  }

  @Test
  void answersAreKeptForTheirTimeToLive() throws Exception {
    try (NameResolver resolver = resolver()) {
      look(resolver, "a.example");
      int asked = server.asked().size();

      assertThat(look(resolver, "a.example")).startsWith("answers");
      assertThat(server.asked()).hasSize(asked);
    }
  }

  @Test
  void fixedAnswersComeBeforeAnyResolver() throws Exception {
    HostName name = HostName.parse("a.example").orElseThrow();
    IpAddress fixed = IpAddress.parse("192.0.2.77").orElseThrow();
    DnsSettings settings =
        new DnsSettings(List.of(server.address()), Map.of(name, List.of(fixed)), QUERY_TIME);
    try (NameResolver resolver = new NameResolver(settings, Transport.NIO)) {
      assertThat(look(resolver, "a.example")).isEqualTo("answers [192.0.2.77]");
      assertThat(server.asked()).isEmpty();
    }
  }

  private NameResolver resolver() {
    return new NameResolver(settings(server.address()), Transport.NIO);
  }

  private static DnsSettings settings(InetSocketAddress... servers) {
    return new DnsSettings(List.of(servers), Map.of(), QUERY_TIME);
  }

  private String look(NameResolver resolver, String name) throws Exception {
    return ask(resolver, name).get(5, TimeUnit.SECONDS);
  }

  private CompletableFuture<String> ask(NameResolver resolver, String name) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    resolver.resolve(
        HostName.parse(name).orElseThrow(),
        loops.next(),
        resolution ->
            answer.complete(
                resolution.fold(
                    answers -> "answers " + answers.addresses(),
                    noAnswer -> "none: " + noAnswer.detail(),
                    timedOut -> "timed out: " + timedOut.detail())));
    return answer;
  }
}
