package io.sekisho.app.gateway;

import io.sekisho.app.program.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Clients that get one page after another, over HTTP and over TLS and to addresses of both
 * families, some forty a second, whatever comes of it.
 */
final class Load implements AutoCloseable {
  private static final String SCRIPT =
      """
      name=www.clean.test
      ask() {
        while :; do
          curl -sk -o out.$1 --max-time 5 --resolve "$name:$2:$4" -w '%{http_code}\\n' "$3://$name/" || :
          sleep 0.1
        done >>codes.log
      }
      ask 1 80 http 10.2.0.2 &
      ask 2 443 https 10.2.0.2 &
      ask 3 80 http '[fd02::2]' &
      ask 4 443 https '[fd02::2]' &
      wait
      """;

  private final Process process;
  private final Path codes;

  private Load(Process process, Path codes) {
    this.process = process;
    this.codes = codes;
  }

  static Load start(Namespace client, Path directory) throws IOException {
    Path place = Files.createDirectory(directory.resolve("load"));
    Path codes = Files.createFile(place.resolve("codes.log"));
    Process process =
        client.start(
            ProcessBuilder.Redirect.DISCARD, "env", "-C", place.toString(), "sh", "-c", SCRIPT);
    return new Load(process, codes);
  }

  /** Waits for so many more pages. */
  void awaitSuccesses(int more) throws Exception {
    awaitMore("200", more);
  }

  /** Waits for so many more connections that came to nothing. */
  void awaitRefusals(int more) throws Exception {
    awaitMore("000", more);
  }

  private void awaitMore(String code, int more) throws Exception {
    long wanted = count(code) + more;
    Await.that(() -> count(code) >= wanted);
  }

  private long count(String code) throws IOException {
    try (var lines = Files.lines(codes)) {
      return lines.filter(code::equals).count();
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
