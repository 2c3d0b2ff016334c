package io.sekisho.proxy.littleproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.littleshoot.proxy.HttpProxyServer;

final class EmbeddedSampleTest {
  private static final Path SAMPLE =
      Path.of("src/test/java/io/sekisho/proxy/littleproxy/EmbeddedSample.java");

  @Test
  void refusesWhatIsListed() throws Exception {
    HttpProxyServer server = EmbeddedSample.start(List.of("hostile.test"), 0);
    try {
      HttpURLConnection asked =
          (HttpURLConnection)
              URI.create("http://c2.hostile.test/")
                  .toURL()
                  .openConnection(new Proxy(Proxy.Type.HTTP, server.getListenAddress()));

      assertThat(asked.getResponseCode()).isEqualTo(403);
      assertThat(asked.getHeaderField("Sekisho-Verdict")).isEqualTo("hostile");
    } finally {
      server.abort();
    }
  }

  @Test
  void isWhatTheReadmeShows() throws IOException {
    String source = Files.readString(SAMPLE);
    String method = source.substring(source.indexOf("  public static HttpProxyServer"));

    String readme = Files.readString(Path.of("../README.md"));

    assertThat(readme).contains(shown(method));
  }

  private static String shown(String method) {
    return method.substring(0, method.lastIndexOf('}')).stripTrailing().indent(2).stripTrailing();
  }
}
