package io.sekisho.proxy.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import io.sekisho.rules.indicator.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BasicAuthenticationTest {
  private static final IpAddress CLIENT = IpAddress.parse("192.0.2.7").orElseThrow();
  private static final IpAddress OTHER = IpAddress.parse("192.0.2.8").orElseThrow();
  private static final String RIGHT = Passwords.basic("alice:pw-alice");

  private final MockTicker ticker = Ticker.newMockTicker();
  private final EventLoop loop = new DefaultEventLoop();
  private final BasicAuthentication authentication =
      new BasicAuthentication(Passwords.of(4, "alice", "bob"), ticker);

  @AfterEach
  void close() {
    authentication.close();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  @Test
  void rightPasswordAdmitsByName() throws Exception {
    assertThat(answer(RIGHT, CLIENT)).isEqualTo("alice");
    assertThat(answer(Passwords.basic("bob:pw-bob"), CLIENT)).isEqualTo("bob");
  }

  @Test
  void anythingElseIsChallenged() throws Exception {
    String challenge = "Basic realm=\"Sekisho\", charset=\"UTF-8\"";

    assertThat(answer(Passwords.basic("alice:pw-bob"), CLIENT))
        .isEqualTo("the user name or the password is wrong " + challenge);
    assertThat(answer(Passwords.basic("nobody:pw-nobody"), CLIENT))
        .isEqualTo("the user name or the password is wrong " + challenge);
    assertThat(answer("Bearer x", CLIENT))
        .isEqualTo("this proxy wants a user name and a password " + challenge);
  }

  @Test
  void whatWasRightIsAnsweredAtOnceTheNextTime() throws Exception {
    answer(RIGHT, CLIENT);

    List<Admission> atOnce = new ArrayList<>();
    authentication.check(Passwords.request(RIGHT), OTHER, loop, atOnce::add);

    assertThat(atOnce).containsExactly(new Admission.Admitted("alice"));
  }

  @Test
  void addressThatGuessedTooOftenIsNotCheckedAnyMoreAndOthersAre() throws Exception {
    answer(Passwords.basic("bob:pw-bob"), CLIENT);
    for (int i = 0; i < Attempts.MOST; i++) {
      answer(Passwords.basic("alice:guess-" + i), CLIENT);
    }

    assertThat(answer(RIGHT, CLIENT))
        .isEqualTo("too many wrong passwords came from this address; try again in 60 s 60");
    assertThat(answer(Passwords.basic("bob:pw-bob"), CLIENT)).isEqualTo("bob");
    assertThat(answer(RIGHT, OTHER)).isEqualTo("alice");
  }

  @Test
  void guessersMayComeAgainAfterAMinute() throws Exception {
    for (int i = 0; i <= Attempts.MOST; i++) {
      answer(Passwords.basic("alice:guess-" + i), CLIENT);
    }

    ticker.advance(Attempts.SPAN.toNanos(), TimeUnit.NANOSECONDS);

    assertThat(answer(RIGHT, CLIENT)).isEqualTo("alice");
  }

  @Test
  void moreThanTheQueueTakesIsBusy() throws Exception {
    List<CompletableFuture<String>> answers = new ArrayList<>();
    try (BasicAuthentication slow = new BasicAuthentication(Passwords.of(8, "alice"), ticker)) {
      for (int i = 0; i < 3 * CheckThreads.QUEUE_LENGTH; i++) {
        String guess = Passwords.basic("alice:guess-" + i);
        answers.add(ask(slow, guess, IpAddress.v4(0x0a000000 + i)));
      }

      assertThat(answers.get(answers.size() - 1).get(5, TimeUnit.SECONDS))
          .isEqualTo("too many passwords are being checked; try again in 2 s 2");
    }
  }

  private String answer(String authorization, IpAddress client) throws Exception {
    return ask(authentication, authorization, client).get(5, TimeUnit.SECONDS);
  }

  /** The user, or why there is none with the values of the fields that go with it. */
  private CompletableFuture<String> ask(
      BasicAuthentication asked, String authorization, IpAddress client) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    asked.check(
        Passwords.request(authorization),
        client,
        loop,
        admission ->
            admission.match(
                admitted -> answer.complete(admitted.user().orElseThrow()),
                refused ->
                    answer.complete(refused.detail() + " " + refused.fields().get(0).value())));
    return answer;
  }
}
