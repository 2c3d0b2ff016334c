package io.sekisho.app.clients;

import io.sekisho.app.program.Program;
import io.vertx.ext.web.Router;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A site with several names, and the packaged program as the way to it. All that a client needs to
 * know of both comes from here: only the program knows the names, so who gets there went through.
 */
final class Stage implements AutoCloseable {
  static final String WWW = "www.clean.test";

  /** The same site by a name that is on a list. */
  static final String LISTED = "www.listed.test";

  private static final List<String> NAMES = List.of(WWW, LISTED);

  private final Path directory;
  private final SiteCertificate certificate;
  private final Site site;
  private final Program program;

  private Stage(Path directory, SiteCertificate certificate, Site site, Program program) {
    this.directory = directory;
    this.certificate = certificate;
    this.site = site;
    this.program = program;
  }

  /** A site of files alone. */
  static Stage in(Path directory) throws Exception {
    return in(directory, router -> {});
  }

  static Stage in(Path directory, Consumer<Router> routes) throws Exception {
    return opened(directory, routes, "");
  }

  /**
   * A site of files alone, behind a listener with more settings.
   *
   * @param settings YAML below {@code explicit}, as in a flow mapping
   */
  static Stage withExplicit(Path directory, String settings) throws Exception {
    return opened(directory, router -> {}, ", " + settings);
  }

  private static Stage opened(Path directory, Consumer<Router> routes, String settings)
      throws Exception {
    Path files = Files.createDirectory(directory.resolve("files"));
    SiteCertificate certificate = SiteCertificate.naming(NAMES, directory);
    Site site = new Site(files, certificate, routes);
    Files.writeString(directory.resolve("listed.txt"), "listed.test\n");
    return new Stage(
        directory, certificate, site, Program.serving(directory, yaml(site, settings)));
  }

  private static String yaml(Site site, String settings) {
    String hosts =
        NAMES.stream().map(name -> name + ": 127.0.0.1").collect(Collectors.joining(", "));
    return """
        explicit: {listen: '127.0.0.1:0', connect-ports: [%d, %d]%s}
        admin: {listen: '127.0.0.1:0'}
        egress: {private-addresses: allow}
        dns: {servers: ['127.0.0.1:1'], hosts: {%s}}
        feeds: [{name: listed, url: 'file:listed.txt', format: domains}]
        """
        .formatted(site.port(), site.securePort(), settings, hosts);
  }

  /** The proxy as a client is told of it. */
  String proxy() throws Exception {
    return "http://127.0.0.1:" + program.proxy().getPort();
  }

  String http(String path) {
    return http(WWW, path);
  }

  String http(String name, String path) {
    return "http://" + name + ":" + site.port() + path;
  }

  String https(String path) {
    return https(WWW, path);
  }

  String https(String name, String path) {
    return "https://" + name + ":" + site.securePort() + path;
  }

  /** A file of the site. */
  Path file(String name) {
    return directory.resolve("files").resolve(name);
  }

  SiteCertificate certificate() {
    return certificate;
  }

  Site site() {
    return site;
  }

  Program program() {
    return program;
  }

  @Override
  public void close() {
    program.close();
    site.close();
  }
}
