package io.sekisho.proxy.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A name server on loopback, over UDP and TCP, that knows a few names (RFC 1035, 4). It never
 * answers for a name that begins with {@code silent}, loses the first query of each type for one
 * that begins with {@code lost}, and over UDP truncates answers for names that begin with {@code
 * long}.
 */
final class FakeNameServer implements AutoCloseable {
  private static final int HEADER = 12;
  private static final int ANSWERED = 0x8180;
  private static final int TRUNCATED = 0x0200;
  private static final int NO_SUCH_NAME = 3;

  private final Map<String, List<InetAddress>> names = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final int ttl;

  /** Starts one whose answers may be kept for {@code ttl} seconds. */
  FakeNameServer(int ttl) throws IOException {
    this.ttl = ttl;
    tcp = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    udp = new DatagramSocket(tcp.getLocalSocketAddress());
    daemon(this::serveUdp);
    daemon(this::serveTcp);
  }

  void knows(String name, String... addresses) throws IOException {
    List<InetAddress> all = new ArrayList<>();
    for (String address : addresses) {
      all.add(InetAddress.getByName(address));
    }
    names.put(name, all);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) tcp.getLocalSocketAddress();
  }

  /** What was asked so far: transport, type and name. */
  List<String> asked() {
    return asked;
  }

  private interface Loop {
    void run() throws IOException;
  }

  private static void daemon(Loop loop) {
    Thread thread =
        new Thread(
            () -> {
              try {
                loop.run();
              } catch (IOException closed) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private void serveUdp() throws IOException {
    while (true) {
      DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
      udp.receive(packet);
      byte[] answer = answer("udp", Arrays.copyOf(packet.getData(), packet.getLength()));
      if (answer.length > 0) {
        udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      }
    }
  }

  private void serveTcp() throws IOException {
    while (true) {
      try (Socket client = tcp.accept()) {
        DataInputStream in = new DataInputStream(client.getInputStream());
        byte[] answer = answer("tcp", in.readNBytes(in.readUnsignedShort()));
        DataOutputStream out = new DataOutputStream(client.getOutputStream());
        out.writeShort(answer.length);
        out.write(answer);
      }
    }
  }

  private byte[] answer(String transport, byte[] message) {
    StringBuilder name = new StringBuilder();
    int at = HEADER;
    while (message[at] != 0) {
      name.append(name.length() == 0 ? "" : ".");
      for (int i = 0; i < message[at]; i++) {
        name.append((char) message[at + 1 + i]);
      }
      at += message[at] + 1;
    }
    int type = message[at + 2];
    String query = transport + " " + type + " " + name;
    boolean first = !asked.contains(query);
    asked.add(query);
    return name.indexOf("silent") == 0 || (first && name.indexOf("lost") == 0)
        ? new byte[0]
        : answer(Arrays.copyOf(message, at + 5), type, transport, name.toString());
  }

  private byte[] answer(byte[] question, int type, String transport, String name) {
    boolean cut = transport.equals("udp") && name.startsWith("long");
    List<InetAddress> known = names.getOrDefault(name, List.of());
    List<byte[]> answers =
        known.stream()
            .map(InetAddress::getAddress)
            .filter(bytes -> !cut && bytes.length == (type == 1 ? 4 : 16))
            .toList();
    int code = names.containsKey(name) ? 0 : NO_SUCH_NAME;
    ByteBuffer out = ByteBuffer.allocate(1500).put(question);
    out.putShort(2, (short) (ANSWERED | code | (cut ? TRUNCATED : 0)));
    out.putShort(4, (short) 1).putShort(6, (short) answers.size()).putInt(8, 0);
    for (byte[] address : answers) {
      out.putShort((short) 0xc00c).putShort((short) type).putShort((short) 1).putInt(ttl);
      out.putShort((short) address.length).put(address);
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  @Override
  public void close() throws IOException {
    udp.close();
    tcp.close();
  }
}
