package io.sekisho.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.http.DecoderProbe.Pace;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageDecoderTest {
  private static final String POST = "POST /1 HTTP/1.1↵Content-Length: 3↵↵";
  private static final String GET = "GET /2 HTTP/1.1↵↵";
  private static final String OK = "HTTP/1.1 200 OK↵↵";

  private final DecoderProbe<RequestHead> gated = DecoderProbe.ofRequests(Pace.GATED);
  private final DecoderProbe<RequestHead> free = DecoderProbe.ofRequests(Pace.FREE);

  @Test
  void nothingIsDecodedBehindAHeadBeforeItsVerdict() {
    gated.receive(POST + "abc" + GET);

    assertThat(gated.events()).hasSize(2);
    assertThat(gated.events().get(1)).startsWith("head RequestHead[method=POST");
  }

  @Test
  void nothingIsDecodedBehindAnEndBeforeItsResponse() {
    gated.receive(POST + "abc" + GET);

    gated.decoder().proceed();

    assertThat(gated.events()).hasSize(4).endsWith("content abc", "end []");
  }

  @Test
  void theNextMessageIsReadOnceTheGateOpens() {
    gated.receive(POST + "abc" + GET);

    gated.decoder().proceed();
    gated.decoder().proceed();

    assertThat(gated.heads()).extracting(RequestHead::target).containsExactly("/1", "/2");
  }

  @Test
  void contentHeldBackComesWhenItMayFlow() {
    gated.receive(POST + "a");
    gated.decoder().proceed();
    gated.decoder().holdBack();
    gated.receive("bc");
    assertThat(gated.lastEvent()).isEqualTo("content a");

    gated.decoder().letFlow();

    assertThat(gated.events()).endsWith("content abc", "end []");
  }

  @Test
  void lettingFlowDoesNotOpenTheGate() {
    gated.receive(POST + "abc");
    gated.decoder().holdBack();

    gated.decoder().letFlow();

    assertThat(gated.lastEvent()).startsWith("head");
  }

  @Test
  void theGateDoesNotLetFlow() {
    gated.receive(POST + "abc");
    gated.decoder().holdBack();

    gated.decoder().proceed();

    assertThat(gated.lastEvent()).startsWith("head");
  }

  @Test
  void readingStopsWhenEnoughIsHeld() {
    gated.receive(POST);
    assertThat(gated.channel().config().isAutoRead()).isTrue();

    gated.receive(new byte[Limits.DEFAULTS.held() - 1]);
    assertThat(gated.channel().config().isAutoRead()).isTrue();

    gated.receive(new byte[1]);
    assertThat(gated.channel().config().isAutoRead()).isFalse();
    gated.close();
    assertThat(gated.unreleased()).isZero();
  }

  @Test
  void readingGoesOnWhenTheHeldBytesHaveGone() {
    gated.receive("POST / HTTP/1.1↵Content-Length: 1000000↵↵");
    gated.receive(new byte[Limits.DEFAULTS.held()]);

    gated.decoder().proceed();

    assertThat(gated.channel().config().isAutoRead()).isTrue();
    assertThat(gated.unreleased()).isZero();
  }

  @Test
  void handOverGivesWhatWasNotHandedOn() {
    gated.receive("CONNECT a.example:443 HTTP/1.1↵↵hello");

    ByteBuf rest = gated.decoder().handOver();

    assertThat(rest.toString(StandardCharsets.US_ASCII)).isEqualTo("hello");
    assertThat(gated.channel().pipeline().get(MessageDecoder.class)).isNull();
    rest.release();
    assertThat(gated.unreleased()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '' | input ended
          GET / HTTP/1.1↵↵ | input ended
          POST / HTTP/1.1↵Content-Length: 1↵↵a | input ended
          PUT / HTTP/1.1↵Transfer-Encoding: chunked↵↵0↵↵ | input ended
          G | truncated
          GET / HTTP/1.1↵ | truncated
          GET / HTTP/1.1↵A: b↵␍ | truncated
          POST / HTTP/1.1↵Content-Length: 1↵↵ | truncated
          PUT / HTTP/1.1↵Transfer-Encoding: chunked↵↵ | truncated
          PUT / HTTP/1.1↵Transfer-Encoding: chunked↵↵1↵a | truncated
          PUT / HTTP/1.1↵Transfer-Encoding: chunked↵↵0↵ | truncated
          PUT / HTTP/1.1↵Transfer-Encoding: chunked↵↵0↵A: b↵ | truncated
          """)
  void finInsideARequestIsATruncation(String received, String told) {
    free.receive(received);

    free.fin();

    assertThat(free.lastEvent()).isEqualTo(told);
    assertThat(free.unreleased()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "G", GET, POST, POST + "a"})
  void aResetIsATruncationWhereverItComes(String received) {
    free.receive(received);

    free.reset();

    assertThat(free.lastEvent()).isEqualTo(DecoderProbe.TRUNCATED);
    assertThat(free.channel().isOpen()).isFalse();
    assertThat(free.unreleased()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '' | input ended
          HTTP/1.1 200 OK↵ | truncated
          HTTP/1.1 200 OK↵↵ | end []
          HTTP/1.1 200 OK↵↵abc | end []
          HTTP/1.1 200 OK↵Content-Length: 4↵↵abc | truncated
          HTTP/1.1 200 OK↵Transfer-Encoding: chunked↵↵3↵abc↵ | truncated
          HTTP/1.1 100 Continue↵↵ | input ended
          """)
  void finEndsAResponseWithoutLength(String received, String told) {
    DecoderProbe<ResponseHead> responses = DecoderProbe.ofResponses("GET", Pace.FREE);
    responses.receive(received);

    responses.fin();

    assertThat(responses.lastEvent()).isEqualTo(told);
    assertThat(responses.unreleased()).isZero();
  }

  @Test
  void aResetDoesNotEndAResponseWithoutLength() {
    DecoderProbe<ResponseHead> responses = DecoderProbe.ofResponses("GET", Pace.FREE);
    responses.receive(OK + "abc");

    responses.reset();

    assertThat(responses.lastEvent()).isEqualTo(DecoderProbe.TRUNCATED);
  }

  @Test
  void finWaitsBehindWhatIsHeldBack() {
    DecoderProbe<ResponseHead> responses = DecoderProbe.ofResponses("GET", Pace.GATED);
    responses.receive(OK);
    responses.decoder().holdBack();
    responses.decoder().proceed();
    responses.receive("abc");
    responses.fin();
    assertThat(responses.lastEvent()).startsWith("head");

    responses.decoder().letFlow();

    assertThat(responses.events()).endsWith("content abc", "end []");
  }

  @Test
  void aChannelThatClosesWhileItsContentIsHeldBackIsTold() {
    DecoderProbe<ResponseHead> responses = DecoderProbe.ofResponses("GET", Pace.GATED);
    responses.receive(OK + "abc");
    responses.decoder().holdBack();

    responses.reset();
    responses.decoder().letFlow();
    responses.decoder().proceed();

    assertThat(responses.lastEvent()).isEqualTo(DecoderProbe.TRUNCATED);
    assertThat(responses.unreleased()).isZero();
  }

  @Test
  void nothingIsToldBehindABrokenMessage() {
    free.receive("GET / HTTP/1.1␊");

    free.receive(GET);
    free.fin();
    free.close();

    assertThat(free.events()).containsExactly("begins", "malformed: a line ends in LF without CR");
    assertThat(free.unreleased()).isZero();
  }

  @Test
  void anIdleConnectionKeepsNoBuffer() {
    free.receive(GET);

    assertThat(free.unreleased()).isZero();
  }
}
