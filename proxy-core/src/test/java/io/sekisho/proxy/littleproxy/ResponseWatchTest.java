package io.sekisho.proxy.littleproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.junit.jupiter.api.Test;

final class ResponseWatchTest {
  private final ResponseWatch watch = new ResponseWatch();

  private static HttpObject head(HttpResponseStatus status) {
    return new DefaultHttpResponse(HttpVersion.HTTP_1_1, status);
  }

  @Test
  void eachRequestHasOneResponse() {
    watch.owed();

    assertThat(watch.accepts(head(HttpResponseStatus.OK))).isTrue();
    assertThat(watch.isOwed()).isTrue();
    assertThat(watch.accepts(LastHttpContent.EMPTY_LAST_CONTENT)).isTrue();
    assertThat(watch.isOwed()).isFalse();
    assertThat(watch.accepts(head(HttpResponseStatus.OK))).isFalse();
  }

  @Test
  void interimResponsesComeBefore() {
    watch.owed();

    assertThat(watch.accepts(head(HttpResponseStatus.CONTINUE))).isTrue();
    assertThat(watch.accepts(LastHttpContent.EMPTY_LAST_CONTENT)).isTrue();
    assertThat(watch.isOwed()).isTrue();
    assertThat(watch.accepts(head(HttpResponseStatus.OK))).isTrue();
  }

  @Test
  void aHeadInsideOfAResponseIsNoneOfIt() {
    watch.owed();
    watch.accepts(head(HttpResponseStatus.OK));

    boolean accepted =
        watch.accepts(
            new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_GATEWAY));

    assertThat(accepted).isFalse();
  }

  @Test
  void whatCouldNotBeReadIsNotAccepted() {
    watch.owed();
    HttpObject bad = head(HttpResponseStatus.OK);
    bad.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("bad")));

    assertThat(watch.accepts(bad)).isFalse();
  }
}
