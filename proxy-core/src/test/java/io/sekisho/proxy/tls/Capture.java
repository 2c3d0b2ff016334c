package io.sekisho.proxy.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the clients and the servers of a recorded piece of network traffic said. Reads the classic
 * pcap format, least significant byte first, over Ethernet, loopback or bare IP, and puts TCP
 * segments in their order.
 */
final class Capture {
  private static final int FILE_HEADER = 24;
  private static final int LINK_TYPE_AT = 20;
  private static final int PACKET_HEADER = 16;
  private static final int CAPTURED_AT = 8;
  private static final int ETHERNET = 1;
  private static final int BARE = 101;
  private static final int TCP = 6;
  private static final int SYN = 2;
  private static final int ACK = 16;

  private final List<Sender> clients = new ArrayList<>();
  private final Map<String, Sender> open = new HashMap<>();
  private final Map<String, Sender> servers = new LinkedHashMap<>();

  /** The bytes of one direction, by their distance from the first. */
  private static final class Sender {
    private final int first;
    private final TreeMap<Integer, byte[]> segments = new TreeMap<>();

    Sender(int first) {
      this.first = first;
    }

    void add(int sequence, byte[] data) {
      segments.merge(
          sequence - first, data, (old, again) -> old.length < again.length ? again : old);
    }

    byte[] stream() {
      ByteBuffer all = ByteBuffer.allocate(1 << 20);
      segments.forEach(
          (at, data) -> {
            int known = all.position() - at;
            if (known >= 0 && known < data.length) {
              all.put(data, known, data.length - known);
            }
          });
      byte[] stream = new byte[all.position()];
      all.flip().get(stream);
      return stream;
    }
  }

  private Capture() {}

  /** What each client said in its TCP connection, in the order in which the connections begin. */
  static List<byte[]> clients(Path file) throws IOException {
    return read(file).clients.stream().map(Sender::stream).toList();
  }

  /** What each server said, in the order in which they begin to speak. */
  static List<byte[]> servers(Path file) throws IOException {
    return read(file).servers.values().stream().map(Sender::stream).toList();
  }

  private static Capture read(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int link = in.getInt(LINK_TYPE_AT);
    in.position(FILE_HEADER);
    Capture capture = new Capture();
    while (in.remaining() > PACKET_HEADER) {
      int captured = in.getInt(in.position() + CAPTURED_AT);
      in.position(in.position() + PACKET_HEADER);
      if (captured > in.remaining()) {
        break;
      }
      capture.packet(in.slice(in.position(), captured), link);
      in.position(in.position() + captured);
    }
    return capture;
  }

  private void packet(ByteBuffer frame, int link) {
    int header = link == ETHERNET ? 14 : link == BARE ? 0 : 4;
    if (frame.remaining() <= header + 20) {
      return;
    }
    ByteBuffer ip = frame.slice(header, frame.remaining() - header);
    int version = (ip.get(0) >> 4) & 0xf;
    if (version == 4 && ip.get(9) == TCP) {
      int length = Math.min(ip.getShort(2) & 0xffff, ip.remaining());
      int own = (ip.get(0) & 0xf) * 4;
      segment(ip.slice(own, length - own), hex(ip, 12, 4), hex(ip, 16, 4));
    } else if (version == 6 && ip.get(6) == TCP) {
      int length = Math.min(ip.getShort(4) & 0xffff, ip.remaining() - 40);
      segment(ip.slice(40, length), hex(ip, 8, 16), hex(ip, 24, 16));
    }
  }

  private void segment(ByteBuffer tcp, String from, String to) {
    String here = from + hex(tcp, 0, 2);
    String there = to + hex(tcp, 2, 2);
    int sequence = tcp.getInt(4);
    int header = ((tcp.get(12) >> 4) & 0xf) * 4;
    byte[] data = new byte[tcp.remaining() - header];
    tcp.get(header, data);
    if ((tcp.get(13) & (SYN | ACK)) == SYN) {
      begin(here + there, sequence + 1);
    } else if (open.containsKey(there + here)) {
      int first = (tcp.get(13) & SYN) == 0 ? sequence : sequence + 1;
      servers.computeIfAbsent(here + there, key -> new Sender(first)).add(sequence, data);
    } else if (data.length > 0) {
      Sender known = open.get(here + there);
      (known == null ? begin(here + there, sequence) : known).add(sequence, data);
    }
  }

  /** Where its first packet was only sent again, it is the same connection. */
  private Sender begin(String connection, int first) {
    Sender before = open.get(connection);
    if (before != null && before.first == first) {
      return before;
    }
    Sender client = new Sender(first);
    open.put(connection, client);
    clients.add(client);
    return client;
  }

  private static String hex(ByteBuffer in, int at, int length) {
    byte[] bytes = new byte[length];
    in.get(at, bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
