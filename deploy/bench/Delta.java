import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Posts one name after the other, and asks for each by CONNECT.
 *
 * <p>{@code java Delta.java PROXY_PORT ADMIN_PORT FIRST COUNT}
 */
final class Delta {
  private static final String HOSTILE = "Sekisho-Verdict: hostile";

  private final int proxy;
  private final Socket admin;

  private Delta(int proxy, int admin) throws IOException {
    this.proxy = proxy;
    this.admin = connection(admin);
  }

  private static Socket connection(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(60_000);
    return socket;
  }

  public static void main(String[] arguments) throws IOException {
    int first = Integer.parseInt(arguments[2]);
    int count = Integer.parseInt(arguments[3]);
    Delta delta = new Delta(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    long[] answered = new long[count];
    long[] refused = new long[count];
    for (int i = 0; i < count; i++) {
      String name = "d" + (first + i) + ".delta.example";
      require(!delta.connect(name).contains(HOSTILE), name + " is refused before it is added");
      long begun = System.nanoTime();
      require(delta.post(name).startsWith("HTTP/1.1 200"), name + " is not taken");
      answered[i] = System.nanoTime() - begun;
      require(delta.connect(name).contains(HOSTILE), name + " is not refused");
      refused[i] = System.nanoTime() - begun;
    }
    print("answered", answered);
    print("refused", refused);
  }

  private String post(String name) throws IOException {
    String body = "{\"add\": [\"" + name + "\"]}";
    send(
        admin,
        "POST /api/v1/feeds/soc/changes HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
    String head = head(admin.getInputStream());
    int length = Integer.parseInt(head.replaceAll("(?is).*content-length: *(\\d+).*", "$1"));
    admin.getInputStream().readNBytes(length);
    return head;
  }

  private String connect(String name) throws IOException {
    try (Socket socket = connection(proxy)) {
      send(socket, "CONNECT " + name + ":443 HTTP/1.1\r\nHost: " + name + ":443\r\n\r\n");
      return head(socket.getInputStream());
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      require(next >= 0, "the answer ends: " + head);
      head.append((char) next);
    }
    return head.toString();
  }

  private static void require(boolean condition, String otherwise) throws IOException {
    if (!condition) {
      throw new IOException(otherwise);
    }
  }

  private static void print(String what, long[] nanos) {
    Arrays.sort(nanos);
    System.out.printf(
        "| %s | %.2f | %.2f | %.2f |%n",
        what,
        nanos[nanos.length / 2] / 1e6,
        nanos[nanos.length * 99 / 100] / 1e6,
        nanos[nanos.length - 1] / 1e6);
  }
}
