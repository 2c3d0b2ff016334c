package io.sekisho.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.config.Configuration;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class ServingTest {
  @TempDir Path directory;

  private final BlockingQueue<Configuration> launched = new LinkedBlockingQueue<>();
  private final BlockingQueue<Configuration> reloaded = new LinkedBlockingQueue<>();
  private final BlockingQueue<Duration> stopped = new LinkedBlockingQueue<>();
  private final StringWriter err = new StringWriter();
  private Path config;
  private Serving serving;

  @BeforeEach
  void writeConfiguration() throws IOException {
    config = Files.writeString(directory.resolve("sekisho.yaml"), "shutdown: {grace: 1s}");
    serving = serving(this::launch);
  }

  @Test
  void servesUntilItIsToldToStopAndThenGivesFlowsTheirGrace() throws Exception {
    CompletableFuture<Integer> ended = start();
    launched.take();

    serving.signal(ProcessSignal.TERM);

    assertThat(ended.get(5, TimeUnit.SECONDS)).isZero();
    assertThat(stopped.take()).isEqualTo(Duration.ofSeconds(1));
    assertThat(err.toString()).contains("listening somewhere");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state())))
        .isEqualTo("rwx------");
  }

  @Test
  void hangUpReadsTheConfigurationAgain() throws Exception {
    CompletableFuture<Integer> ended = start();
    launched.take();
    Files.writeString(config, "shutdown: {grace: 7s}");

    serving.signal(ProcessSignal.HUP);

    assertThat(reloaded.take().shutdownGrace()).isEqualTo(Duration.ofSeconds(7));
    serving.signal(ProcessSignal.INT);
    assertThat(ended.get(5, TimeUnit.SECONDS)).isZero();
    assertThat(stopped.take()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void stateStaysWhereItIsAndTheRestIsTakenUp() throws Exception {
    CompletableFuture<Integer> ended = start();
    launched.take();
    Files.writeString(config, "state: elsewhere\nshutdown: {grace: 7s}");

    serving.signal(ProcessSignal.HUP);

    Configuration next = reloaded.take();
    assertThat(next.state()).isEqualTo(state());
    assertThat(next.events().file()).isEqualTo(state().resolve("events/events.jsonl"));
    assertThat(next.shutdownGrace()).isEqualTo(Duration.ofSeconds(7));
    assertThat(directory.resolve("elsewhere")).doesNotExist();
    serving.signal(ProcessSignal.INT);
    assertThat(ended.get(5, TimeUnit.SECONDS)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mode: nonsense", "", " \n"})
  void faultyOrEmptyConfigurationChangesNothing(String text) throws Exception {
    CompletableFuture<Integer> ended = start();
    launched.take();
    Files.writeString(config, text);

    serving.signal(ProcessSignal.HUP);
    serving.signal(ProcessSignal.INT);

    assertThat(ended.get(5, TimeUnit.SECONDS)).isZero();
    assertThat(reloaded).isEmpty();
  }

  @Test
  void reloadThatFailsUnexpectedlyEndsNothing() throws Exception {
    Serving failing =
        serving(
            configuration ->
                new Service(
                    List.of(),
                    next -> {
                      reloaded.add(next);
                      throw new IllegalStateException("of a test");
                    },
                    stopped::add));
    CompletableFuture<Integer> ended = start(failing);

    failing.signal(ProcessSignal.HUP);
    failing.signal(ProcessSignal.INT);

    assertThat(ended.get(5, TimeUnit.SECONDS)).isZero();
    assertThat(reloaded).hasSize(1);
    assertThat(stopped).hasSize(1);
  }

  @Test
  void serviceThatDoesNotStopIsLeftBehind() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Serving stuck =
        serving(configuration -> new Service(List.of(), next -> {}, grace -> awaitForever(never)));
    CompletableFuture<Integer> ended = start(stuck);

    stuck.signal(ProcessSignal.TERM);

    assertThat(ended.get(10, TimeUnit.SECONDS)).isZero();
    never.countDown();
  }

  @Test
  void secondProcessOnOneStateDirectoryIsRefused() throws Exception {
    try (StateLock lock = StateLock.take(state())) {
      assertThat(lock).isNotNull();

      int status = start().get(5, TimeUnit.SECONDS);

      assertThat(status).isEqualTo(2);
      assertThat(err.toString())
          .contains("is in use by another sekisho, process " + ProcessHandle.current().pid());
      assertThat(launched).isEmpty();
    }
  }

  @Test
  void portThatIsTakenIsOneClearLine() throws Exception {
    Serving failing =
        serving(
            configuration -> {
              throw new IOException("cannot listen on 127.0.0.1:3128");
            });

    int status = start(failing).get(5, TimeUnit.SECONDS);

    assertThat(status).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("sekisho: cannot listen on 127.0.0.1:3128");
  }

  private Service launch(Configuration configuration) {
    launched.add(configuration);
    return new Service(List.of("listening somewhere"), reloaded::add, stopped::add);
  }

  private Serving serving(Service.Launcher launcher) {
    return new Serving(launcher, new ConfigFile(config), new PrintWriter(err));
  }

  private CompletableFuture<Integer> start() {
    return start(serving);
  }

  private CompletableFuture<Integer> start(Serving started) {
    return CompletableFuture.supplyAsync(() -> statusOf(started));
  }

  private int statusOf(Serving started) {
    try {
      started.run();
      return ExitStatus.OK;
    } catch (Exception e) {
      return FaultReport.tell(e, new PrintWriter(err));
    }
  }

  private Path state() {
    return directory.resolve("sekisho-state");
  }

  private static void awaitForever(CountDownLatch never) {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
