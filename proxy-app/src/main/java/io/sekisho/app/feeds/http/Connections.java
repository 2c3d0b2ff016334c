package io.sekisho.app.feeds.http;

import java.io.IOException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes the client for one download. It does nothing by itself: it follows no redirection, decodes
 * nothing, keeps no cookie, tries nothing again, and shows credentials to its proxy alone.
 */
final class Connections {
  /** A server that says nothing for so long is given up. */
  static final Duration SILENCE = Duration.ofSeconds(30);

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final String NAME = "Sekisho";
  private static final int LONGEST_LINE = 16 * 1024;
  private static final int MOST_FIELDS = 200;

  private final HttpSource source;
  private final DnsResolver names;

  Connections(HttpSource source, DnsResolver names) {
    this.source = source;
    this.names = names;
  }

  CloseableHttpClient client() throws IOException {
    HttpClientBuilder client =
        HttpClientBuilder.create()
            .setConnectionManager(manager())
            .setUserAgent(NAME)
            .setDefaultRequestConfig(
                RequestConfig.custom().setResponseTimeout(Timeout.of(silence())).build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableContentCompression()
            .disableCookieManagement()
            .disableAuthCaching();
    HttpProxy proxy = source.upstream().orElse(null);
    if (proxy != null) {
      HttpHost host = new HttpHost("http", proxy.host(), proxy.port());
      client.setProxy(host).setDefaultCredentialsProvider(credentials(proxy, host));
    }
    return client.build();
  }

  private static BasicCredentialsProvider credentials(HttpProxy proxy, HttpHost host)
      throws IOException {
    BasicCredentialsProvider credentials = new BasicCredentialsProvider();
    HttpProxy.Login login = proxy.credentials().orElse(null);
    if (login != null) {
      credentials.setCredentials(
          new AuthScope(host),
          new UsernamePasswordCredentials(login.user(), login.password().read().toCharArray()));
    }
    return credentials;
  }

  private HttpClientConnectionManager manager() throws IOException {
    SSLContext trust =
        source.pinned().isPresent()
            ? TrustedAuthorities.in(source.pinned().get())
            : TrustedAuthorities.ofPlatform();
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(names)
        .setTlsSocketStrategy(
            new DefaultClientTlsStrategy(
                trust, HostnameVerificationPolicy.BOTH, new DefaultHostnameVerifier(null)))
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(
                    Http1Config.custom()
                        .setMaxLineLength(LONGEST_LINE)
                        .setMaxHeaderCount(MOST_FIELDS)
                        .build())
                .build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(CONNECT))
                .setSocketTimeout(Timeout.of(silence()))
                .build())
        .build();
  }

  private Duration silence() {
    return source.timeout().compareTo(SILENCE) < 0 ? source.timeout() : SILENCE;
  }
}
