package io.sekisho.proxy.explicit;

import io.sekisho.rules.indicator.IpAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** An address and port that answer no SYN: a listener whose backlog is full. */
final class BlackHole implements AutoCloseable {
  private static final int FILL_MILLIS = 150;
  private static final int MOST = 16;

  private final ServerSocket listener = new ServerSocket();
  private final List<Socket> filling = new ArrayList<>();

  BlackHole(String address, int port) throws IOException {
    listener.bind(
        new InetSocketAddress(IpAddress.parse(address).orElseThrow().toInetAddress(), port), 1);
    while (answers() && filling.size() < MOST) {
      // until it is full
    }
  }

  private boolean answers() throws IOException {
    Socket socket = new Socket();
    filling.add(socket);
    try {
      socket.connect(listener.getLocalSocketAddress(), FILL_MILLIS);
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  String at(String host) {
    return host + ":" + port();
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : filling) {
      socket.close();
    }
    listener.close();
  }
}
