package io.sekisho.proxy.explicit;

import io.sekisho.rules.indicator.IpAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A PROXY header of version 2 as a server reads it.
 *
 * @param extensions by their types
 */
public record Preface(String client, String destination, Map<Integer, String> extensions) {
  private static final int FIXED = 16;
  private static final int AUTHORITY = 2;
  private static final int UNIQUE_ID = 5;
  private static final int TCP_4 = 0x11;

  /** Reads it from the beginning of a connection. */
  public static Preface of(Wire connection) throws IOException {
    byte[] fixed = connection.read(FIXED).getBytes(StandardCharsets.ISO_8859_1);
    int length = ByteBuffer.wrap(fixed).getShort(14) & 0xffff;
    ByteBuffer rest =
        ByteBuffer.wrap(connection.read(length).getBytes(StandardCharsets.ISO_8859_1));
    boolean v4 = fixed[13] == TCP_4;
    String client = address(rest, v4);
    String destination = address(rest, v4);
    client += " " + (rest.getShort() & 0xffff);
    destination += " " + (rest.getShort() & 0xffff);
    Map<Integer, String> extensions = new HashMap<>();
    while (rest.hasRemaining()) {
      int type = rest.get();
      byte[] value = new byte[rest.getShort()];
      rest.get(value);
      extensions.put(type, new String(value, StandardCharsets.ISO_8859_1));
    }
    return new Preface(client, destination, extensions);
  }

  private static String address(ByteBuffer in, boolean v4) {
    return (v4 ? IpAddress.v4(in.getInt()) : IpAddress.v6(in.getLong(), in.getLong())).toString();
  }

  public String authority() {
    return Objects.requireNonNull(extensions.get(AUTHORITY));
  }

  public String id() {
    return Objects.requireNonNull(extensions.get(UNIQUE_ID));
  }

  /** A client's end of its connection, as it stands here. */
  public static String of(Wire client, String address) {
    return address + " " + client.localAddress().getPort();
  }
}
