package io.sekisho.app.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.program.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chromium, told by the server that it speaks HTTP/3, which QUIC carries. */
final class QuicIT {
  private static final int FETCHES = 5;

  /** Asks again and again, and tells how long each answer took. */
  private static final String PAGE =
      """
      <!DOCTYPE html><title>page</title><script>
      (async () => {
        const times = [];
        for (let i = 0; i < 5; i++) {
          const start = performance.now();
          await fetch('/index.html?' + i, {cache: 'no-store'});
          times.push(Math.round(performance.now() - start));
          await new Promise(done => setTimeout(done, 200));
        }
        await fetch('/done/' + Math.max(...times) + '/index.html');
      })();
      </script>
      """;

  @TempDir private Path directory;

  @Test
  void browserTakesTcpWithoutADelay() throws Exception {
    Tools.need("chromium");
    try (Scene scene = Scene.open(directory, "interfaces: lan0")) {
      Nginx nginx = scene.nginx();
      Files.writeString(nginx.page("page.html"), PAGE);
      Process chromium = chromium(scene.network().client(), nginx);
      try {
        Await.that(() -> nginx.visits().stream().anyMatch(visit -> visit.contains("/done/")));
      } finally {
        chromium.descendants().forEach(ProcessHandle::destroyForcibly);
        chromium.destroyForcibly().onExit().join();
      }

      assertThat(scene.gateway().events()).isEmpty();
      assertThat(nginx.visits())
          .filteredOn(v -> v.endsWith("/index.html"))
          .hasSizeGreaterThan(FETCHES);
      assertThat(scene.network().packetsBy("udp dport")).as("tries of QUIC").isPositive();
      assertThat(scene.network().packetsPast()).isZero();
      assertThat(slowest(nginx)).as("milliseconds of the slowest fetch").isLessThan(1_000);
    }
  }

  private static int slowest(Nginx nginx) throws Exception {
    String done =
        nginx.visits().stream().filter(visit -> visit.contains("/done/")).findFirst().orElseThrow();
    return Integer.parseInt(done.replaceAll(".*/done/|/index.html", ""));
  }

  private Process chromium(Namespace client, Nginx nginx) throws Exception {
    return client.start(
        ProcessBuilder.Redirect.to(directory.resolve("chromium.log").toFile()),
        "env",
        "HOME=" + directory,
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--enable-quic",
        "--user-data-dir=" + directory.resolve("profile"),
        "--host-resolver-rules=MAP www.clean.test " + Family.V4.server(),
        "--ignore-certificate-errors-spki-list=" + keyHash(nginx.certificate()),
        "https://" + Client.CLEAN + "/page.html");
  }

  /** SHA-256 of the public key, in base64, as Chromium asks for it. */
  private static String keyHash(Path certificate) throws Exception {
    try (var in = Files.newInputStream(certificate)) {
      byte[] key =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(in)
              .getPublicKey()
              .getEncoded();
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
    }
  }
}
