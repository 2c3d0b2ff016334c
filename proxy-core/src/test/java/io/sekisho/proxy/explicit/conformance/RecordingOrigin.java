package io.sekisho.proxy.explicit.conformance;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A server on loopback that finds the requests in what its connections bring by a reading of its
 * own, however many come on one of them, and answers each. All happens on one thread, so that
 * {@link #settled} can say what had arrived by then.
 */
final class RecordingOrigin implements AutoCloseable {
  private static final int BLOCK = 1 << 16;
  private static final int WAIT_SECONDS = 10;

  private final Selector selector;
  private final ServerSocketChannel listener;
  private final Function<Message, Response> responder;
  private final Queue<CompletableFuture<Arrivals>> asked = new ConcurrentLinkedQueue<>();
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK);
  private List<Message> requests = new ArrayList<>();
  private List<String> leftovers = new ArrayList<>();
  private volatile boolean closed;

  /** What becomes of the connection behind a response. */
  enum Then {
    STAY,
    END
  }

  record Response(String bytes, Then then) {}

  /**
   * What arrived since it was asked last.
   *
   * @param requests in the order of their ends, cut short ones included
   * @param leftovers bytes that are no request, and belong to none
   */
  record Arrivals(List<Message> requests, List<String> leftovers) {}

  RecordingOrigin(String address, Function<Message, Response> responder) throws IOException {
    this.responder = responder;
    this.selector = Selector.open();
    this.listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(address, 0), 1024);
    listener.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
    Thread thread = new Thread(this::run, "recording-origin");
    thread.setDaemon(true);
    thread.start();
  }

  /** A response whose body says which request it is for. */
  static Response echo(Message request) {
    String seen = request.method() + " " + request.target();
    boolean ends = request.values("Connection").toString().contains("close");
    return new Response(
        "HTTP/1.1 200 OK\r\nContent-Length: "
            + seen.length()
            + "\r\n\r\n"
            + (request.method().equals("HEAD") ? "" : seen),
        ends ? Then.END : Then.STAY);
  }

  int port() throws IOException {
    return ((InetSocketAddress) listener.getLocalAddress()).getPort();
  }

  /** All that has arrived by now, once no connection has anything more to read. */
  Arrivals settled() throws Exception {
    CompletableFuture<Arrivals> answer = new CompletableFuture<>();
    asked.add(answer);
    selector.wakeup();
    return answer.get(WAIT_SECONDS, TimeUnit.SECONDS);
  }

  private void run() {
    try {
      while (!closed) {
        selector.select();
        serveReady();
        for (CompletableFuture<Arrivals> next = asked.poll(); next != null; next = asked.poll()) {
          next.complete(drained());
        }
      }
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      asked.forEach(next -> next.completeExceptionally(e));
    }
  }

  private Arrivals drained() throws IOException {
    while (selector.selectNow() > 0) {
      serveReady();
    }
    for (SelectionKey key : selector.keys()) {
      if (key.attachment() instanceof Connection connection) {
        connection.recordLast();
      }
    }
    Arrivals arrivals = new Arrivals(requests, leftovers);
    requests = new ArrayList<>();
    leftovers = new ArrayList<>();
    return arrivals;
  }

  private void serveReady() throws IOException {
    for (SelectionKey key : selector.selectedKeys()) {
      if (key.isAcceptable()) {
        SocketChannel channel = listener.accept();
        if (channel != null) {
          channel.configureBlocking(false);
          channel.register(selector, SelectionKey.OP_READ, new Connection(channel));
        }
      } else {
        ((Connection) key.attachment()).read();
      }
    }
    selector.selectedKeys().clear();
  }

  /** One connection, and what it brought that is no whole request yet. */
  private final class Connection {
    private final SocketChannel channel;
    private String unread = "";

    Connection(SocketChannel channel) {
      this.channel = channel;
    }

    void read() throws IOException {
      try {
        if (channel.read(block.clear()) < 0) {
          end();
        } else {
          unread += StandardCharsets.ISO_8859_1.decode(block.flip());
          answerWhole();
        }
      } catch (IOException e) {
        end();
      }
    }

    private void answerWhole() throws IOException {
      StrictReading.Reading reading = StrictReading.requests(unread);
      if (reading.messages().stream().anyMatch(request -> !request.isWhole())) {
        return;
      }
      unread = reading.rest();
      requests.addAll(reading.messages());
      for (Message request : reading.messages()) {
        Response response = responder.apply(request);
        channel.write(StandardCharsets.ISO_8859_1.encode(response.bytes()));
        if (response.then() == Then.END) {
          end();
          return;
        }
      }
    }

    private void end() throws IOException {
      channel.close();
      recordLast();
    }

    void recordLast() {
      StrictReading.Reading reading = StrictReading.requests(unread);
      requests.addAll(reading.messages());
      if (!reading.rest().isEmpty()) {
        leftovers.add(reading.rest());
      }
      unread = "";
    }
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
  }
}
