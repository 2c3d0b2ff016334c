package io.sekisho.proxy.explicit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.explicit.DataPlane;
import io.sekisho.proxy.explicit.LoopbackProxy;
import io.sekisho.proxy.explicit.conformance.Client.Heard;
import io.sekisho.proxy.explicit.conformance.RecordingOrigin.Arrivals;
import io.sekisho.proxy.explicit.conformance.RecordingOrigin.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * A proxy in front of a recording server, and a second client that asks for something plain behind
 * every trial: what one client does must not reach another by a connection that both use.
 */
final class Bench implements AutoCloseable {
  /** An address of loopback at which nothing else is likely to listen. */
  private static final String ADDRESS = "127.84.19.3";

  private static final Duration RESPONSE_TIME = Duration.ofSeconds(3);

  private final RecordingOrigin origin;
  private final LoopbackProxy proxy;
  private int sentinels;

  private Bench(RecordingOrigin origin, LoopbackProxy proxy) {
    this.origin = origin;
    this.proxy = proxy;
  }

  static Bench answering(DataPlane plane, Function<Message, Response> responder)
      throws IOException {
    return new Bench(
        new RecordingOrigin(ADDRESS, responder),
        LoopbackProxy.leadingTo(plane, ADDRESS, RESPONSE_TIME));
  }

  /** The server as clients name it. */
  String authority() throws IOException {
    return "clean.test:" + origin.port();
  }

  Heard say(String words) throws IOException {
    return Client.say(proxy.address(), words);
  }

  Arrivals arrivals() throws Exception {
    return origin.settled();
  }

  int relayed(Heard heard) {
    return proxy.relayed(heard.client());
  }

  /** Another client's request arrives as it was sent, alone, and gets its own response. */
  void assertThatOthersAreServed() throws Exception {
    String path = "/sentinel/" + ++sentinels;
    Heard heard =
        say("GET http://%1$s%2$s HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(authority(), path));
    Arrivals arrivals = arrivals();

    assertThat(arrivals.leftovers()).as("bytes before a sentinel").isEmpty();
    assertThat(arrivals.requests()).as("requests with a sentinel").hasSize(1);
    Message request = arrivals.requests().get(0);
    assertThat(request.line()).containsExactly("GET", path, "1");
    assertThat(request.body()).isEmpty();
    assertThat(request.values("Host")).containsExactly(authority());
    List<Message> responses = StrictReading.responses(heard.bytes(), List.of("GET")).messages();
    assertThat(responses).as("responses to a sentinel").hasSize(1);
    assertThat(responses.get(0).body()).isEqualTo("GET " + path);
  }

  @Override
  public void close() {
    proxy.close();
    origin.close();
  }
}
