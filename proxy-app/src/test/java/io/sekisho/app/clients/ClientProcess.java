package io.sekisho.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.clients.ClientProgram.Ending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A running client. Closing it ends it with all the processes that it has started. */
final class ClientProcess implements AutoCloseable {
  private static final int MOST_SECONDS = 60;

  private final Process process;
  private final Path output;

  ClientProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Waits for its end. */
  Ending ending() throws IOException, InterruptedException {
    boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
    assertThat(ended).as("still running, after\n%s", output()).isTrue();
    return new Ending(process.exitValue(), output());
  }

  String output() throws IOException {
    return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(ClientProcess::awaitExit);
  }

  /** Dead processes that nobody buries look alive for good, but write no more. */
  private static void awaitExit(ProcessHandle handle) {
    handle.onExit().completeOnTimeout(handle, 5, TimeUnit.SECONDS).join();
  }
}
