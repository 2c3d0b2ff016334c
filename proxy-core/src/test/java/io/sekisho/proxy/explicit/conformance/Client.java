package io.sekisho.proxy.explicit.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A client that says all it has to say, ends its side, and hears the answer out. */
final class Client {
  private static final int READ_MILLIS = 8_000;
  private static final int BLOCK = 1 << 13;

  private Client() {}

  /** How the other side ended. */
  enum Ending {
    FIN,
    RESET,
    /** It did not, in time. */
    NONE
  }

  /**
   * What one client heard.
   *
   * @param client where it spoke from
   */
  record Heard(InetSocketAddress client, String bytes, Ending ending) {}

  static Heard say(InetSocketAddress proxy, String words) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(READ_MILLIS);
      socket.connect(proxy, READ_MILLIS);
      InetSocketAddress client = (InetSocketAddress) socket.getLocalSocketAddress();
      try {
        socket.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));
        socket.shutdownOutput();
      } catch (SocketException e) {
        // it was reset meanwhile: what was said before is still to be heard
      }
      ByteArrayOutputStream heard = new ByteArrayOutputStream();
      Ending ending = hear(socket.getInputStream(), heard);
      return new Heard(client, heard.toString(StandardCharsets.ISO_8859_1), ending);
    }
  }

  private static Ending hear(InputStream in, ByteArrayOutputStream heard) throws IOException {
    byte[] block = new byte[BLOCK];
    try {
      for (int count = in.read(block); count >= 0; count = in.read(block)) {
        heard.write(block, 0, count);
      }
      return Ending.FIN;
    } catch (SocketTimeoutException e) {
      return Ending.NONE;
    } catch (SocketException e) {
      return Ending.RESET;
    }
  }
}
