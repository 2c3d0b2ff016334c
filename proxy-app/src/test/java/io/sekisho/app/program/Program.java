package io.sekisho.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One process of the packaged jar, started as an operator would, with no JVM flag unless asked. */
public final class Program implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern PROXY = Pattern.compile("Explicit proxy on 127\\.0\\.0\\.1:(\\d+)");
  private static final Pattern ADMIN = Pattern.compile("Admin on http://127\\.0\\.0\\.1:(\\d+)");

  private final Process process;
  private final Path out;
  private final Path err;

  private Program(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts {@code sekisho ARGUMENTS} in {@code directory}; its output goes to files there. */
  static Program start(Path directory, String... arguments) throws IOException {
    return start(directory, List.of(java()), arguments);
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static Program start(Path directory, List<String> java, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(java);
    command.add("-jar");
    command.add(System.getProperty("sekisho.jar"));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(directory, "out", ".log");
    Path err = Files.createTempFile(directory, "err", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("HOME", directory.toString());
    return new Program(builder.start(), out, err);
  }

  /** Starts {@code sekisho run} with a configuration, and waits until it serves. */
  public static Program serving(Path directory, String yaml)
      throws IOException, InterruptedException {
    return serving(directory, yaml, List.of());
  }

  /** The same, with these flags for its JVM. */
  static Program serving(Path directory, String yaml, List<String> flags)
      throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("sekisho.yaml"), yaml);
    List<String> java = new ArrayList<>(List.of(java()));
    java.addAll(flags);
    Program program = start(directory, java, "run", "--config", file.toString());
    program.awaitServing();
    return program;
  }

  /** The same, where no more than so many files may be open at a time. */
  static Program servingWithin(int files, Path directory, String yaml)
      throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("sekisho.yaml"), yaml);
    List<String> java = List.of("sh", "-c", "ulimit -n " + files + " && exec \"$@\"", "sh", java());
    Program program = start(directory, java, "run", "--config", file.toString());
    program.awaitServing();
    return program;
  }

  /**
   * The same, where another command runs it.
   *
   * @param runner a program that ends by running what follows its own arguments
   */
  public static Program servingUnder(List<String> runner, Path directory, String yaml)
      throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("sekisho.yaml"), yaml);
    List<String> java = new ArrayList<>(runner);
    java.add(java());
    Program program = start(directory, java, "run", "--config", file.toString());
    program.awaitServing();
    return program;
  }

  /** Runs {@code sekisho ARGUMENTS} to its end, and gives what it printed. */
  public static String printing(Path directory, String... arguments)
      throws IOException, InterruptedException {
    try (Program program = start(directory, arguments)) {
      assertThat(program.awaitExit()).as(program.errors()).isZero();
      return program.output();
    }
  }

  private void awaitServing() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.readString(err).contains("Events to")) {
      assertThat(process.isAlive()).as(Files.readString(err)).isTrue();
      assertThat(System.nanoTime()).as(Files.readString(err)).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  public InetSocketAddress proxy() throws IOException {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port(PROXY));
  }

  int adminPort() throws IOException {
    return port(ADMIN);
  }

  private int port(Pattern line) throws IOException {
    Matcher matcher = line.matcher(Files.readString(err));
    assertThat(matcher.find()).as(Files.readString(err)).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  /** A client that goes through this proxy. */
  HttpClient client() throws IOException {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .proxy(ProxySelector.of(proxy()))
        .connectTimeout(PATIENCE)
        .build();
  }

  public HttpResponse<String> admin(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + adminPort() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** The value of the first series in an exposition that begins with these words. */
  public static double metric(String exposition, String series) {
    return exposition
        .lines()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + series));
  }

  static HttpResponse<String> get(HttpClient client, String uri)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).timeout(PATIENCE).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  public String output() throws IOException {
    return Files.readString(out);
  }

  public String errors() throws IOException {
    return Files.readString(err);
  }

  /** Sends SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** Sends SIGHUP, for which Java has no call. */
  void hangUp() throws IOException, InterruptedException {
    String pid = Long.toString(process.pid());
    assertThat(new ProcessBuilder("kill", "-HUP", pid).inheritIO().start().waitFor()).isZero();
  }

  /** What the process has used of the processors so far. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  int awaitExit() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** Sends SIGKILL, and waits until nothing is left. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitExit();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
