package io.sekisho.proxy.client;

import io.netty.buffer.ByteBufUtil;
import io.sekisho.rules.indicator.IpAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * What a server is told of a client before the client's own bytes: a PROXY header of version 2, as
 * {@link ProxyHeader} reads it, with a checksum. It is in the form for IPv4 where both addresses
 * are of that family.
 *
 * @param authority what the client calls its destination
 * @param id of the flow, such as the client was told it
 */
public record ProxyPreface(Socket client, Socket destination, String authority, String id) {
  private static final byte[] SIGNATURE = ByteBufUtil.decodeHexDump("0d0a0d0a000d0a515549540a");
  private static final byte VERSION_2_PROXY = 0x21;
  private static final byte TCP_4 = 0x11;
  private static final byte TCP_6 = 0x21;
  private static final byte AUTHORITY = 0x02;
  private static final byte CHECKSUM = 0x03;
  private static final byte UNIQUE_ID = 0x05;
  private static final int FIXED = 16;
  private static final int EXTENSION_HEAD = 3;

  /** One end of a connection. */
  public record Socket(IpAddress address, int port) {}

  /** Its bytes. */
  public byte[] encoded() {
    byte[] name = authority.getBytes(StandardCharsets.UTF_8);
    byte[] unique = id.getBytes(StandardCharsets.US_ASCII);
    int length = addressesLength() + 3 * EXTENSION_HEAD + name.length + unique.length + 4;
    ByteBuffer out = ByteBuffer.allocate(FIXED + length);
    out.put(SIGNATURE).put(VERSION_2_PROXY).put(isV4() ? TCP_4 : TCP_6).putShort((short) length);
    put(out, client.address);
    put(out, destination.address);
    out.putShort((short) client.port).putShort((short) destination.port);
    put(out, AUTHORITY, name);
    put(out, UNIQUE_ID, unique);
    put(out, CHECKSUM, new byte[Integer.BYTES]);
    return sealed(out.array());
  }

  /** The checksum is the last that is in it. */
  private static byte[] sealed(byte[] header) {
    CRC32C checksum = new CRC32C();
    checksum.update(header);
    ByteBuffer.wrap(header).putInt(header.length - Integer.BYTES, (int) checksum.getValue());
    return header;
  }

  private boolean isV4() {
    return client.address.isV4() && destination.address.isV4();
  }

  private int addressesLength() {
    return isV4() ? 12 : 36;
  }

  private void put(ByteBuffer out, IpAddress address) {
    if (isV4()) {
      out.putInt((int) address.low());
    } else {
      out.putLong(address.high()).putLong(address.low());
    }
  }

  private static void put(ByteBuffer out, byte type, byte[] value) {
    out.put(type).putShort((short) value.length).put(value);
  }
}
