package io.sekisho.proxy.ca;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** Shakes hands as an HTTPS client of a device does. */
final class TlsClient {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Device device;
  private final String asked;
  private final String version;
  private String[] offered = {};
  private String agreed = "";

  TlsClient(Device device, String asked, String version) {
    this.device = device;
    this.asked = asked;
    this.version = version;
  }

  TlsClient offering(String... protocols) {
    offered = protocols;
    return this;
  }

  String agreed() {
    return agreed;
  }

  SSLSession handshake(InetSocketAddress server) throws IOException, GeneralSecurityException {
    try (Socket tcp = new Socket(server.getAddress(), server.getPort());
        SSLSocket tls =
            (SSLSocket)
                device.tls().getSocketFactory().createSocket(tcp, asked, server.getPort(), true)) {
      tcp.setSoTimeout(PATIENCE_MILLIS);
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setProtocols(new String[] {version});
      parameters.setApplicationProtocols(offered);
      tls.setSSLParameters(parameters);
      tls.startHandshake();
      agreed = tls.getApplicationProtocol();
      return tls.getSession();
    }
  }
}
