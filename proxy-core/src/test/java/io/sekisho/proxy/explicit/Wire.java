package io.sekisho.proxy.explicit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * One end of a TCP connection, spoken byte by byte as Latin-1. Every read is bounded in time, and
 * what was read is kept, up to a megabyte.
 */
public final class Wire implements AutoCloseable {
  static final int READ_MILLIS = 8_000;
  private static final int KEPT = 1 << 20;
  private static final int BLOCK = 1 << 16;

  private final Socket socket;
  private final InputStream in;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final AtomicLong sent = new AtomicLong();
  private volatile boolean ended;

  /** How a peer ended its side. */
  public enum Ending {
    FIN,
    RESET,
    /** It did not, in time. */
    NONE
  }

  public Wire(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(READ_MILLIS);
    sendAtOnce(socket);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  private static void sendAtOnce(Socket socket) {
    try {
      socket.setTcpNoDelay(true);
    } catch (SocketException e) {
      // It was reset already, which whoever reads from it hears.
    }
  }

  public static Wire to(InetSocketAddress address) throws IOException {
    Socket socket = new Socket();
    socket.connect(address, READ_MILLIS);
    return new Wire(socket);
  }

  /** A connection from another address of this machine. */
  public static Wire from(String address, InetSocketAddress to) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(address, 0));
    socket.connect(to, READ_MILLIS);
    return new Wire(socket);
  }

  /** The same connection behind a handshake with a server that has to prove this name. */
  public Wire overTls(SSLContext context, String host) throws IOException {
    return overTls(context, host, "TLSv1.3", "TLSv1.2");
  }

  public Wire overTls(SSLContext context, String host, String... versions) throws IOException {
    SSLSocket secure =
        (SSLSocket) context.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setProtocols(versions);
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
    secure.setSSLParameters(parameters);
    secure.setSoTimeout(READ_MILLIS);
    secure.startHandshake();
    return new Wire(secure);
  }

  /** A connection whose kernel takes in little that is not read. */
  public static Wire slowReader(InetSocketAddress address) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(BLOCK);
    socket.connect(address, READ_MILLIS);
    return new Wire(socket);
  }

  public InetSocketAddress localAddress() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  public void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    sent.addAndGet(bytes.length);
  }

  /** How many bytes the kernel has taken. */
  public long sent() {
    return sent.get();
  }

  public void fin() throws IOException {
    socket.shutdownOutput();
  }

  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** All up to and including {@code marker}. */
  public String readUntil(String marker) throws IOException {
    StringBuilder text = new StringBuilder();
    while (!endsWith(text, marker)) {
      text.append((char) next(text));
    }
    return text.toString();
  }

  private static boolean endsWith(StringBuilder text, String marker) {
    int start = text.length() - marker.length();
    return start >= 0 && text.indexOf(marker, start) == start;
  }

  private int next(CharSequence before) throws IOException {
    int b = in.read();
    if (b < 0) {
      throw new EOFException("the connection ended after: " + before);
    }
    keep(new byte[] {(byte) b}, 1);
    return b;
  }

  /** Waits for the next bytes; false where the peer ended its side instead. */
  public boolean awaitBytes() throws IOException {
    in.mark(1);
    boolean there = in.read() >= 0;
    in.reset();
    return there;
  }

  public String read(int length) throws IOException {
    byte[] bytes = new byte[length];
    int count = in.readNBytes(bytes, 0, length);
    keep(bytes, count);
    if (count < length) {
      throw new EOFException("the connection ended after: " + latin1(bytes, count));
    }
    return latin1(bytes, count);
  }

  public String readToEnd() throws IOException {
    byte[] bytes = in.readAllBytes();
    keep(bytes, bytes.length);
    return latin1(bytes, bytes.length);
  }

  /** Sends there what comes here, at most so many bytes at a time, until this peer ends. */
  void passOn(Wire to, int most) throws IOException {
    byte[] block = new byte[most];
    for (int count = in.read(block); count >= 0; count = in.read(block)) {
      to.send(Arrays.copyOf(block, count));
    }
    to.fin();
  }

  /** Reads exactly so many bytes and gives their checksum; they are not kept. */
  public long checksum(long length) throws IOException {
    CRC32 crc = new CRC32();
    byte[] block = new byte[BLOCK];
    for (long left = length; left > 0; ) {
      int count = in.read(block, 0, (int) Math.min(block.length, left));
      if (count < 0) {
        throw new EOFException(left + " of " + length + " bytes are missing");
      }
      crc.update(block, 0, count);
      left -= count;
    }
    return crc.getValue();
  }

  /** Reads on until the peer ends its side. */
  public Ending ending() {
    byte[] block = new byte[BLOCK];
    try {
      for (int count = in.read(block); count >= 0; count = in.read(block)) {
        keep(block, count);
      }
      ended = true;
      return Ending.FIN;
    } catch (SocketTimeoutException e) {
      return Ending.NONE;
    } catch (SocketException e) {
      ended = true;
      return Ending.RESET;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether this side has seen the connection's end, or has ended it. */
  public boolean isEnded() {
    return ended || socket.isClosed();
  }

  /** Whether nothing at all comes within so many milliseconds. */
  public boolean isQuietFor(int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      in.mark(1);
      in.read();
      in.reset();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } finally {
      socket.setSoTimeout(READ_MILLIS);
    }
  }

  /** What was read so far. */
  public String received() {
    synchronized (received) {
      return received.toString(StandardCharsets.ISO_8859_1);
    }
  }

  private void keep(byte[] bytes, int count) {
    synchronized (received) {
      if (received.size() < KEPT) {
        received.write(bytes, 0, count);
      }
    }
  }

  private static String latin1(byte[] bytes, int count) {
    return new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
