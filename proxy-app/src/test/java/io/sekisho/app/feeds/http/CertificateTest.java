package io.sekisho.app.feeds.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.http.FeedServer.Answer;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose certificates are believed. */
@SuppressWarnings("NullAway.Init") // set before each test
final class CertificateTest {
  @TempDir private Path directory;
  private TestAuthority authority;
  private Path pinned;

  @BeforeEach
  void makeAuthority() throws Exception {
    authority = new TestAuthority("first");
    pinned = authority.writtenTo(directory.resolve("ca.pem"));
  }

  private static FeedServer serving(SSLContext keys) throws Exception {
    FeedServer server = FeedServer.protectedBy(keys);
    server.answers(request -> Answer.text("c2.example\n"));
    return server;
  }

  private Fetch fetch(FeedServer server) {
    return Fetch.of(server.uri("/list.txt"), directory).protectedOnly();
  }

  @Test
  void aServerOfThePinnedAuthorityIsBelieved() throws Exception {
    try (FeedServer server = serving(authority.server())) {
      String told = fetch(server).trusting(pinned).told();

      assertThat(told).isEqualTo("fresh: c2.example\n");
    }
  }

  @Test
  void aServerThatNobodyVouchesForIsNotBelieved() throws Exception {
    try (FeedServer server = serving(authority.server())) {
      String told = fetch(server).told();

      assertThat(told).startsWith("certificate: ").contains("certificate that is not trusted: ");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void aCertificateThatChangedToAnotherAuthorityIsNotBelieved() throws Exception {
    try (FeedServer server = serving(new TestAuthority("second").server())) {
      String told = fetch(server).trusting(pinned).told();

      assertThat(told).startsWith("certificate: ").contains("is not trusted by " + pinned);
    }
  }

  @Test
  void aCertificateForAnotherHostIsNotBelieved() throws Exception {
    GeneralName elsewhere = new GeneralName(GeneralName.dNSName, "elsewhere.example");
    try (FeedServer server = serving(authority.server(elsewhere))) {
      String told = fetch(server).trusting(pinned).told();

      assertThat(told).startsWith("certificate: ");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void nothingGoesFromHttpsToHttp() throws Exception {
    try (FeedServer plain = FeedServer.plain();
        FeedServer server = serving(authority.server())) {
      server.answers(request -> Answer.redirect(302, plain.uri("/list.txt").toString()));

      String strict = fetch(server).trusting(pinned).told();
      String insecure = Fetch.of(server.uri("/list.txt"), directory).trusting(pinned).told();

      assertThat(strict).startsWith("http-status: ").contains("which is not protected");
      assertThat(insecure).startsWith("http-status: ").contains("which is not protected");
      assertThat(plain.requests()).isEmpty();
    }
  }
}
