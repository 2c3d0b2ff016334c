package io.sekisho.proxy.explicit;

import io.sekisho.rules.indicator.IpAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A resolver on loopback (RFC 1035, 4) that answers as a test wants: with addresses that may change
 * from query to query, late, or never. A name that it was told nothing of does not exist. No answer
 * may be kept: the time to live is 0.
 */
public final class FakeDns implements AutoCloseable {
  private static final int TYPE_A = 1;
  private static final int TYPE_CNAME = 5;
  private static final int TYPE_AAAA = 28;
  private static final int HEADER = 12;
  private static final int NXDOMAIN = 3;
  private static final Duration NEVER = Duration.ofDays(1);

  private final DatagramSocket socket;
  private final Map<String, List<List<IpAddress>>> answers = new ConcurrentHashMap<>();
  private final Map<String, String> aliases = new ConcurrentHashMap<>();
  private final Map<String, Duration> delays = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  public FakeDns() throws IOException {
    socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Threads.run(this::serve);
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  /** Every query for the name is answered with these addresses, each type with its own. */
  public void answer(String name, String... addresses) {
    answers.put(name, List.of(parsed(addresses)));
  }

  /** The name is another one for {@code target}, whose addresses come in the same answer. */
  public void alias(String name, String target) {
    aliases.put(name, target);
  }

  /** The first query of each type gets the first addresses, every later one the others. */
  public void answerOnceThen(String name, String first, String later) {
    answers.put(name, List.of(parsed(first), parsed(later)));
  }

  public void delay(String name, Duration delay) {
    delays.put(name, delay);
  }

  public void beSilentAbout(String name) {
    delays.put(name, NEVER);
  }

  /** How many queries for IPv4 addresses of the name came. */
  public long queries(String name) {
    return asked.stream().filter((name + " " + TYPE_A)::equals).count();
  }

  private static List<IpAddress> parsed(String... addresses) {
    return Arrays.stream(addresses).map(a -> IpAddress.parse(a).orElseThrow()).toList();
  }

  private void serve() {
    try {
      while (true) {
        DatagramPacket query = new DatagramPacket(new byte[512], 512);
        socket.receive(query);
        Threads.run(() -> reply(query));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void reply(DatagramPacket query) {
    byte[] question = question(query.getData());
    String name = name(question);
    int type = question[question.length - 3];
    asked.add(name + " " + type);
    Duration delay = delays.getOrDefault(name, Duration.ZERO);
    if (delay.equals(NEVER)) {
      return;
    }
    try {
      TimeUnit.MILLISECONDS.sleep(delay.toMillis());
      byte[] response = response(query.getData(), question, name, type);
      socket.send(new DatagramPacket(response, response.length, query.getSocketAddress()));
    } catch (IOException e) {
      // closed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private byte[] response(byte[] query, byte[] question, String name, int type) {
    String target = aliases.getOrDefault(name, name);
    List<IpAddress> addresses = addresses(target, type);
    int records = addresses.size() + (target.equals(name) ? 0 : 1);
    int code = answers.containsKey(target) ? 0 : NXDOMAIN;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(query, 0, 2);
    out.writeBytes(new byte[] {(byte) 0x81, (byte) (0x80 | code), 0, 1, 0, (byte) records});
    out.writeBytes(new byte[4]);
    out.writeBytes(question);
    byte[] owner = {(byte) 0xc0, HEADER};
    if (!target.equals(name)) {
      record(out, owner, TYPE_CNAME, encoded(target));
      owner = encoded(target);
    }
    for (IpAddress address : addresses) {
      record(out, owner, type, address.toInetAddress().getAddress());
    }
    return out.toByteArray();
  }

  private static void record(ByteArrayOutputStream out, byte[] owner, int type, byte[] data) {
    out.writeBytes(owner);
    out.writeBytes(new byte[] {0, (byte) type, 0, 1, 0, 0, 0, 0, 0, (byte) data.length});
    out.writeBytes(data);
  }

  private static byte[] encoded(String name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String label : name.split("\\.", -1)) {
      out.write(label.length());
      out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
    }
    out.write(0);
    return out.toByteArray();
  }

  private List<IpAddress> addresses(String name, int type) {
    if (type != TYPE_A && type != TYPE_AAAA) {
      return List.of();
    }
    List<List<IpAddress>> turns = answers.getOrDefault(name, List.of(List.of()));
    long before = asked.stream().filter((name + " " + type)::equals).count() - 1;
    return turns.get((int) Math.max(0, Math.min(before, turns.size() - 1))).stream()
        .filter(address -> address.isV4() == (type == TYPE_A))
        .toList();
  }

  private static byte[] question(byte[] query) {
    int end = HEADER;
    while (query[end] != 0) {
      end += query[end] + 1;
    }
    return Arrays.copyOfRange(query, HEADER, end + 5);
  }

  private static String name(byte[] question) {
    StringBuilder name = new StringBuilder();
    for (int at = 0; question[at] != 0; at += question[at] + 1) {
      name.append(at == 0 ? "" : ".")
          .append(new String(question, at + 1, question[at], StandardCharsets.US_ASCII));
    }
    return name.toString().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    socket.close();
  }
}
