package io.sekisho.proxy.ca;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import javax.net.ssl.SSLException;

/** TLS as the proxy speaks it to clients: 1.2 and 1.3, HTTP/1.1 inside, by Java's own provider. */
final class ServerContexts {
  /** Each context has sessions of its own, and few clients come back. */
  private static final int SESSIONS = 16;

  private static final int SESSION_SECONDS = 300;

  /** A client that offers other protocols alone is told of none, and decides by itself. */
  private static final ApplicationProtocolConfig HTTP_1_1 =
      new ApplicationProtocolConfig(
          Protocol.ALPN,
          SelectorFailureBehavior.NO_ADVERTISE,
          SelectedListenerFailureBehavior.ACCEPT,
          ApplicationProtocolNames.HTTP_1_1);

  private static final NoClientCertificates NO_CLIENTS = new NoClientCertificates();

  private ServerContexts() {}

  static SslContext of(ServerIdentity identity) throws SSLException {
    return SslContextBuilder.forServer(identity)
        .sslProvider(SslProvider.JDK)
        .protocols("TLSv1.3", "TLSv1.2")
        .applicationProtocolConfig(HTTP_1_1)
        .trustManager(NO_CLIENTS)
        .sessionCacheSize(SESSIONS)
        .sessionTimeout(SESSION_SECONDS)
        .build();
  }
}
