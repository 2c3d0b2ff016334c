package io.sekisho.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.sekisho.proxy.http.DecoderProbe.Pace;
import io.sekisho.rules.indicator.Endpoint;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged messages: whatever is accepted leaves the proxy as one message that says the same. */
final class HttpMutationTest {
  private static final Endpoint SERVER = Endpoint.parse("a.example:80").orElseThrow();
  private static final String[] INSERTS = {
    "\r",
    "\n",
    "\r\n",
    "\0",
    " ",
    "\t",
    ":",
    ",",
    "0",
    "1",
    "Content-Length: 5\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Transfer-Encoding : chunked\r\n",
    "chunked",
    "\r\n\r\n",
    "0\r\n\r\n",
    "GET /smuggled HTTP/1.1\r\n\r\n",
    "Connection: content-length\r\n",
    "\u00ff",
    ";"
  };

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 100);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void damagedRequestsReadTheSameHoweverTheyCome(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 20; round++) {
      byte[] wire = damaged(new RandomMessages(random).pipeline(), random);
      DecoderProbe<RequestHead> whole = DecoderProbe.ofRequests(Pace.FREE);
      DecoderProbe<RequestHead> byteByByte = DecoderProbe.ofRequests(Pace.FREE);

      whole.receive(wire);
      byteByByte.receiveByteByByte(wire);
      whole.fin();
      byteByByte.fin();

      assertThat(byteByByte.events()).isEqualTo(whole.events());
      assertThat(whole.unreleased() + byteByByte.unreleased()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsAcceptedIsPassedOnAsOneMessageThatSaysTheSame(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 20; round++) {
      DecoderProbe<RequestHead> probe = DecoderProbe.ofRequests(Pace.GATED);
      probe.receive(damaged(new RandomMessages(random).request(), random));
      if (!probe.heads().isEmpty()) {
        probe.decoder().proceed();
        assertPassedOnAsOne(probe);
      }
      probe.close();
      assertThat(probe.unreleased()).isZero();
    }
  }

  private static void assertPassedOnAsOne(DecoderProbe<RequestHead> received) {
    RequestHead head = received.heads().get(0);
    BodyFraming framing = received.framings().get(0);
    String content = content(received.events());
    boolean whole = received.lastEvent().startsWith("end ");
    DecoderProbe<RequestHead> server = DecoderProbe.ofRequests(Pace.FREE);

    server.receive(passedOn(head, framing, content, whole ? List.of("end") : List.of()));

    RequestHead sent = server.heads().get(0);
    assertThat(server.heads()).hasSize(1);
    assertThat(sent.method()).isEqualTo(head.method());
    assertThat(sent.target()).isEqualTo("/path");
    assertThat(sent.headers().tokens("Host")).containsExactly("a.example");
    assertThat(server.framings()).containsExactly(framing);
    assertThat(content(server.events())).isEqualTo(content);
    assertThat(server.lastEvent().startsWith("end ")).isEqualTo(whole);
  }

  private static byte[] passedOn(
      RequestHead head, BodyFraming framing, String content, List<String> end) {
    EmbeddedChannel channel = new EmbeddedChannel();
    MessageWriter writer = new MessageWriter(channel);
    writer.request(Forwarding.request(head, SERVER, "/path", framing), framing);
    writer.content(Unpooled.copiedBuffer(content, StandardCharsets.ISO_8859_1));
    end.forEach(once -> writer.end(Headers.NONE));
    writer.flush();
    ByteBuf all = Unpooled.buffer();
    for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
      all.writeBytes(next);
      next.release();
    }
    return Arrays.copyOf(all.array(), all.readableBytes());
  }

  private static String content(List<String> events) {
    return events.stream()
        .filter(event -> event.startsWith("content "))
        .map(event -> event.substring("content ".length()))
        .findFirst()
        .orElse("");
  }

  private static byte[] damaged(String valid, SplittableRandom random) {
    StringBuilder text = new StringBuilder(valid);
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(at, (char) random.nextInt(256));
        case 1 -> text.deleteCharAt(at);
        default -> text.insert(at, INSERTS[random.nextInt(INSERTS.length)]);
      }
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
