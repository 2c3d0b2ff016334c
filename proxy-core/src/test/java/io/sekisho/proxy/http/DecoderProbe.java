package io.sekisho.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.sekisho.proxy.Fault;
import io.sekisho.proxy.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A decoder on an embedded channel, with what it told as lines of text. Neighbouring content is
 * joined, so that lines do not depend on how the bytes were cut. All memory comes from an allocator
 * that counts.
 */
final class DecoderProbe<H> implements MessageListener<H> {
  static final String INPUT_ENDED = "input ended";
  static final String TRUNCATED = "truncated";

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
  private final List<String> events = new ArrayList<>();
  private final List<H> heads = new ArrayList<>();
  private final List<BodyFraming> framings = new ArrayList<>();
  private final Function<H, Step<BodyFraming>> framingOf;
  private final Pace pace;
  private final MessageDecoder<H> decoder;
  private final EmbeddedChannel channel;

  /** Who opens the decoder's gate. */
  enum Pace {
    /** The probe, at once. */
    FREE,
    /** The test. */
    GATED
  }

  private DecoderProbe(
      Function<MessageListener<H>, MessageDecoder<H>> decoder,
      Function<H, Step<BodyFraming>> framingOf,
      Pace pace) {
    this.pace = pace;
    this.framingOf = framingOf;
    this.decoder = decoder.apply(this);
    channel = new EmbeddedChannel();
    channel.config().setAllocator(allocator);
    channel.pipeline().addLast(this.decoder);
  }

  static DecoderProbe<RequestHead> ofRequests(Pace pace) {
    return ofRequests(pace, Limits.DEFAULTS);
  }

  static DecoderProbe<RequestHead> ofRequests(Pace pace, Limits limits) {
    return new DecoderProbe<>(
        listener -> MessageDecoder.ofRequests(limits, listener), BodyFraming::ofRequest, pace);
  }

  static DecoderProbe<ResponseHead> ofResponses(String method, Pace pace) {
    return new DecoderProbe<>(
        listener -> MessageDecoder.ofResponses(Limits.DEFAULTS, listener),
        head -> BodyFraming.ofResponse(head, method),
        pace);
  }

  /** Receives text in the notation of {@link WireText}. */
  void receive(String text) {
    receive(WireText.bytes(text));
  }

  void receive(byte[] bytes) {
    channel.writeInbound(allocator.buffer(Math.max(1, bytes.length)).writeBytes(bytes));
  }

  void receiveByteByByte(byte[] bytes) {
    for (byte b : bytes) {
      receive(new byte[] {b});
    }
  }

  /** The peer ends its side. */
  void fin() {
    channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
  }

  /** The peer resets the connection. */
  void reset() {
    channel.pipeline().fireExceptionCaught(new IOException("Connection reset"));
  }

  void close() {
    channel.close();
  }

  MessageDecoder<H> decoder() {
    return decoder;
  }

  EmbeddedChannel channel() {
    return channel;
  }

  List<String> events() {
    return events;
  }

  String lastEvent() {
    return events.isEmpty() ? "" : events.get(events.size() - 1);
  }

  List<H> heads() {
    return heads;
  }

  List<BodyFraming> framings() {
    return framings;
  }

  /** Bytes of memory that nobody has released. */
  long unreleased() {
    return allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory();
  }

  @Override
  public Step<BodyFraming> framing(H head) {
    return framingOf.apply(head);
  }

  @Override
  public void headBegins() {
    events.add("begins");
  }

  @Override
  public void head(H head, BodyFraming framing) {
    heads.add(head);
    framings.add(framing);
    events.add("head " + head + " " + framing);
    proceedIfFree();
  }

  @Override
  public void content(ByteBuf content) {
    String text = content.toString(StandardCharsets.ISO_8859_1);
    content.release();
    if (lastEvent().startsWith("content ")) {
      events.set(events.size() - 1, lastEvent() + text);
    } else {
      events.add("content " + text);
    }
  }

  @Override
  public void end(Headers trailers) {
    events.add("end " + trailers.fields());
    proceedIfFree();
  }

  private void proceedIfFree() {
    if (pace == Pace.FREE) {
      decoder.proceed();
    }
  }

  @Override
  public void settled() {}

  @Override
  public void malformed(Fault fault) {
    events.add("malformed: " + fault.reason());
  }

  @Override
  public void inputEnded() {
    events.add(INPUT_ENDED);
  }

  @Override
  public void truncated() {
    events.add(TRUNCATED);
  }

  @Override
  public void writabilityChanged() {}

  @Override
  public void closed() {}
}
