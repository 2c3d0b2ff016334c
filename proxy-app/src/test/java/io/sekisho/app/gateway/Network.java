package io.sekisho.app.gateway;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client, a gateway that passes packets on for it, and a server, each a {@link Namespace}. The
 * server counts what came to its ports past the gateway's process: what only was passed on has one
 * hop less to go than what the gateway itself sent.
 */
final class Network implements AutoCloseable {
  private static final Pattern PACKETS = Pattern.compile("packets ([0-9]+)");

  private static final String NO_WAITING =
      """
      echo 0 >/proc/sys/net/ipv6/conf/all/accept_dad
      echo 0 >/proc/sys/net/ipv6/conf/default/accept_dad
      """;
  private static final String CLIENT =
      """
      ip link set eth0 up
      ip addr add 10.1.0.2/24 dev eth0
      ip addr add fd01::2/64 dev eth0 nodad
      ip route add default via 10.1.0.1
      ip -6 route add default via fd01::1
      """;
  private static final String GATEWAY =
      """
      ip link set lan0 up
      ip link set wan0 up
      ip addr add 10.1.0.1/24 dev lan0
      ip addr add fd01::1/64 dev lan0 nodad
      ip addr add 10.2.0.1/24 dev wan0
      ip addr add fd02::1/64 dev wan0 nodad
      echo 1 >/proc/sys/net/ipv4/ip_forward
      echo 1 >/proc/sys/net/ipv6/conf/all/forwarding
      """;
  private static final String SERVER =
      """
      ip link set eth0 up
      ip addr add 10.2.0.2/24 dev eth0
      ip addr add 10.2.0.3/24 dev eth0
      ip addr add fd02::2/64 dev eth0 nodad
      ip addr add fd02::3/64 dev eth0 nodad
      ip route add default via 10.2.0.1
      ip -6 route add default via fd02::1
      """;
  private static final String WATCH =
      """
      table inet watch {
        counter passed { }
        chain input {
          type filter hook input priority -300; policy accept;
          meta l4proto { tcp, udp } ip ttl 63 counter name passed
          meta l4proto { tcp, udp } ip6 hoplimit 63 counter name passed
        }
      }
      """;

  private final Namespace client;
  private final Namespace gateway;
  private final Namespace server;

  private Network(Namespace client, Namespace gateway, Namespace server) {
    this.client = client;
    this.gateway = gateway;
    this.server = server;
  }

  /** A network in which nothing runs yet. */
  static Network create() throws IOException, InterruptedException {
    Tools.need("ip", "nft", "nsenter", "unshare", "setpriv", "timeout", "nginx", "openssl", "curl");
    Network network = new Network(Namespace.create(), Namespace.create(), Namespace.create());
    try {
      network.connect();
      return network;
    } catch (IOException | InterruptedException | AssertionError e) {
      network.close();
      throw e;
    }
  }

  private void connect() throws IOException, InterruptedException {
    client.sh(NO_WAITING);
    server.sh(NO_WAITING);
    gateway.sh(NO_WAITING + cable("lan0", client) + cable("wan0", server) + GATEWAY);
    client.sh(CLIENT);
    server.sh(SERVER);
    server.feed(WATCH, "nft", "-f", "-").success();
  }

  private static String cable(String name, Namespace peer) {
    return "ip link add %s type veth peer name eth0 netns %d\n".formatted(name, peer.pid());
  }

  Namespace client() {
    return client;
  }

  Namespace gateway() {
    return gateway;
  }

  Namespace server() {
    return server;
  }

  /** How many packets came to the server without the gateway's process having sent them. */
  long packetsPast() throws IOException, InterruptedException {
    return packets(server.sh("nft list counter inet watch passed"));
  }

  /** What one of the gateway's rules counted; the first that has these words in it. */
  long packetsBy(String rule) throws IOException, InterruptedException {
    return gateway
        .sh("nft list table inet sekisho")
        .lines()
        .filter(line -> line.contains(rule))
        .mapToLong(Network::packets)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no rule has " + rule));
  }

  private static long packets(String text) {
    Matcher matcher = PACKETS.matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("no count in " + text);
    }
    return Long.parseLong(matcher.group(1));
  }

  @Override
  public void close() {
    client.close();
    gateway.close();
    server.close();
  }
}
