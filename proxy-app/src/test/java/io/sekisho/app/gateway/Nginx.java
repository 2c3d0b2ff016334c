package io.sekisho.app.gateway;

import io.sekisho.app.program.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The server's nginx, for HTTP on port 80 and over TLS on port 443, by any name. It tells browsers
 * that it speaks HTTP/3 as well, which it does not.
 */
final class Nginx implements AutoCloseable {
  private static final String CONFIGURATION =
      """
      user root;
      daemon off;
      worker_processes 1;
      pid nginx.pid;
      error_log error.log;
      events {}
      http {
        log_format visits '$remote_addr $server_addr $server_port $host$uri';
        access_log visits.log visits;
        client_body_temp_path body;
        proxy_temp_path proxy;
        fastcgi_temp_path fastcgi;
        uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        default_type text/html;
        server {
          listen 80;
          listen [::]:80;
          listen 443 ssl;
          listen [::]:443 ssl;
          ssl_certificate site.crt;
          ssl_certificate_key site.key;
          add_header Alt-Svc 'h3=":443"; ma=86400';
          root pages;
        }
      }
      """;

  private static final List<String> CERTIFICATE =
      List.of(
          ("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
                  + " -subj /CN=site -addext subjectAltName=DNS:www.clean.test"
                  + " -keyout site.key -out site.crt")
              .split(" "));

  private final Path directory;
  private final Process process;

  private Nginx(Path directory, Process process) {
    this.directory = directory;
    this.process = process;
  }

  /** Starts it on all addresses of a machine, and waits until it serves there. */
  static Nginx start(Namespace machine, Path directory) throws Exception {
    Files.writeString(directory.resolve("nginx.conf"), CONFIGURATION);
    Files.createDirectory(directory.resolve("pages"));
    Files.writeString(directory.resolve("pages/index.html"), "hello\n");
    certify(directory);
    Process process =
        machine.start(
            ProcessBuilder.Redirect.to(directory.resolve("nginx.out").toFile()),
            "nginx",
            "-p",
            directory.toString(),
            "-e",
            "error.log",
            "-c",
            "nginx.conf");
    Nginx nginx = new Nginx(directory, process);
    Await.that(() -> Files.exists(directory.resolve("nginx.pid")));
    return nginx;
  }

  private static void certify(Path directory) throws IOException, InterruptedException {
    Process openssl =
        new ProcessBuilder(CERTIFICATE)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("openssl.out").toFile())
            .start();
    if (openssl.waitFor() != 0) {
      throw new IOException(Files.readString(directory.resolve("openssl.out")));
    }
  }

  Path page(String name) {
    return directory.resolve("pages").resolve(name);
  }

  Path certificate() {
    return directory.resolve("site.crt");
  }

  /**
   * Each request: the address that it came from, the one that it came to, the port, what it was.
   */
  List<String> visits() throws IOException {
    return Files.readAllLines(directory.resolve("visits.log"));
  }

  void awaitVisit(String visit) throws Exception {
    Await.that(() -> visits().contains(visit));
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
