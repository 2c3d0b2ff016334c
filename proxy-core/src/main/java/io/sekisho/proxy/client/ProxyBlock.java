package io.sekisho.proxy.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.sekisho.proxy.http.Step;
import io.sekisho.rules.indicator.IpAddress;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Version 2 of the PROXY protocol: a binary block. Of its extensions the checksum is verified, as
 * the protocol demands where it is there; the others are skipped.
 *
 * <pre>
 *   12 signature | 1 version, command | 1 family, transport | 2 length | addresses | extensions
 * </pre>
 */
final class ProxyBlock {
  /** Of all behind the length: room for the addresses and a certificate's names. */
  static final int MAX_LENGTH = 4096;

  private static final int COMMAND_AT = 12;
  private static final int FAMILY_AT = 13;
  private static final int LENGTH_AT = 14;
  private static final int FIXED = 16;

  /** Version 2, and the balancer speaks for itself. */
  private static final int LOCAL = 0x20;

  /** Version 2, and it speaks for somebody. */
  private static final int PROXY = 0x21;

  private static final int STREAM = 1;
  private static final int CHECKSUM = 3;
  private static final int CHECKSUM_LENGTH = 4;
  private static final int EXTENSION_HEAD = 3;

  private final ByteBuf block;

  private ProxyBlock(ByteBuf block) {
    this.block = block;
  }

  /** Kinds of addresses, with the bytes that two of them and their ports take. */
  private enum Family {
    UNSPECIFIED(0),
    INET(12),
    INET6(36),
    UNIX(216);

    private final int length;

    Family(int length) {
      this.length = length;
    }
  }

  static Step<Optional<Arrival>> read(ByteBuf in) {
    if (in.readableBytes() < FIXED) {
      return Step.needMore();
    }
    int length = in.getUnsignedShort(in.readerIndex() + LENGTH_AT);
    if (length > MAX_LENGTH) {
      return bad("is too long");
    }
    return in.readableBytes() < FIXED + length
        ? Step.needMore()
        : new ProxyBlock(in.readSlice(FIXED + length).slice()).meaning();
  }

  private Step<Optional<Arrival>> meaning() {
    int command = block.getUnsignedByte(COMMAND_AT);
    int family = block.getUnsignedByte(FAMILY_AT) >>> 4;
    int transport = block.getByte(FAMILY_AT) & 0xf;
    if (command == LOCAL) {
      return Step.done(Optional.empty());
    }
    if (command != PROXY) {
      return bad("has no known version and command");
    }
    if (family >= Family.values().length || transport > STREAM) {
      return bad("names no known protocol");
    }
    Family known = Family.values()[family];
    if (block.readableBytes() < FIXED + known.length) {
      return bad("is too short for its addresses");
    }
    return extensions(FIXED + known.length).then(sound -> addresses(known));
  }

  private Step<Optional<Arrival>> addresses(Family family) {
    return switch (family) {
      case UNSPECIFIED, UNIX -> Step.done(Optional.empty());
      case INET ->
          ProxyHeader.arrival(
              IpAddress.v4(block.getInt(FIXED)),
              port(24),
              IpAddress.v4(block.getInt(20)),
              port(26));
      case INET6 -> ProxyHeader.arrival(v6(FIXED), port(48), v6(32), port(50));
    };
  }

  private int port(int at) {
    return block.getUnsignedShort(at);
  }

  private IpAddress v6(int at) {
    return IpAddress.v6(block.getLong(at), block.getLong(at + Long.BYTES));
  }

  /** Walks through the extensions: one type byte, two of length, and the value. */
  private Step<Boolean> extensions(int from) {
    int at = from;
    while (at < block.readableBytes()) {
      if (block.readableBytes() - at < EXTENSION_HEAD) {
        return Step.bad("the PROXY header ends inside an extension");
      }
      int length = block.getUnsignedShort(at + 1);
      int value = at + EXTENSION_HEAD;
      if (length > block.readableBytes() - value) {
        return Step.bad("the PROXY header ends inside an extension");
      }
      if (block.getByte(at) == CHECKSUM && !(length == CHECKSUM_LENGTH && isChecksum(value))) {
        return Step.bad("the PROXY header has a wrong checksum");
      }
      at = value + length;
    }
    return Step.done(true);
  }

  /** Computed over the whole header, with zeros in the checksum's place. */
  private boolean isChecksum(int at) {
    byte[] all = ByteBufUtil.getBytes(block);
    for (int i = at; i < at + CHECKSUM_LENGTH; i++) {
      all[i] = 0;
    }
    CRC32C checksum = new CRC32C();
    checksum.update(all);
    return checksum.getValue() == block.getUnsignedInt(at);
  }

  private static Step<Optional<Arrival>> bad(String what) {
    return Step.bad("the PROXY header " + what);
  }
}
