package io.sekisho.proxy.ca;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Measures from its connecting to the first byte behind a full handshake. */
final class FirstByteClient {
  private static final int PATIENCE_MILLIS = 10_000;

  private final SSLContext tls;
  private final String asked;

  FirstByteClient(Device device, String asked) throws GeneralSecurityException {
    this.tls = device.tls();
    this.asked = asked;
  }

  long nanos(InetSocketAddress server) throws IOException {
    long start = System.nanoTime();
    try (Socket tcp = new Socket(server.getAddress(), server.getPort());
        SSLSocket socket =
            (SSLSocket) tls.getSocketFactory().createSocket(tcp, asked, server.getPort(), true)) {
      tcp.setSoTimeout(PATIENCE_MILLIS);
      tcp.setTcpNoDelay(true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      if (socket.getInputStream().read() != 'x') {
        throw new IOException("no first byte");
      }
      return System.nanoTime() - start;
    }
  }
}
