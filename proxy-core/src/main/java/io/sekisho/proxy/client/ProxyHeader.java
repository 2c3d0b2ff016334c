package io.sekisho.proxy.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.sekisho.proxy.http.Step;
import io.sekisho.rules.indicator.IpAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The header that a load balancer puts before a connection's bytes to say whose they are: the PROXY
 * protocol, versions 1 and 2 (HAProxy's {@code proxy-protocol.txt}). A pure reader; it takes the
 * header's bytes and not one more.
 *
 * <p>What it says is empty where it speaks of no TCP client: {@code LOCAL}, {@code UNKNOWN},
 * unspecified and Unix addresses. The socket's own addresses count then.
 */
final class ProxyHeader {
  private static final byte[] V1 = "PROXY ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] V2 = ByteBufUtil.decodeHexDump("0d0a0d0a000d0a515549540a");

  private ProxyHeader() {}

  static Step<Optional<Arrival>> read(ByteBuf in) {
    if (!in.isReadable()) {
      return Step.needMore();
    }
    return in.getByte(in.readerIndex()) == V1[0]
        ? after(V1, in).then(found -> ProxyLine.read(in))
        : after(V2, in).then(found -> ProxyBlock.read(in));
  }

  /** Whether the bytes begin so; consumes nothing. */
  private static Step<Boolean> after(byte[] signature, ByteBuf in) {
    int length = Math.min(signature.length, in.readableBytes());
    for (int i = 0; i < length; i++) {
      if (in.getByte(in.readerIndex() + i) != signature[i]) {
        return Step.bad("the connection does not begin with a PROXY header");
      }
    }
    return length == signature.length ? Step.done(true) : Step.needMore();
  }

  static Step<Optional<Arrival>> arrival(
      IpAddress source, int sourcePort, IpAddress destination, int destinationPort) {
    return sourcePort == 0
        ? Step.bad("the PROXY header has a source port of 0")
        : Step.done(
            Optional.of(
                new Arrival(
                    source,
                    sourcePort,
                    new InetSocketAddress(destination.toInetAddress(), destinationPort))));
  }
}
