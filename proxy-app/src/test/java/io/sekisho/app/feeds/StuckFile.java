package io.sekisho.app.feeds;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A pipe in the place of a file: whoever opens it to write waits until this is closed. */
record StuckFile(Path file) implements AutoCloseable {

  static StuckFile at(Path file) throws IOException {
    assumeTrue(isMade(file), "mkfifo makes no pipe here");
    return new StuckFile(file);
  }

  private static boolean isMade(Path file) throws IOException {
    try {
      Process mkfifo = new ProcessBuilder("mkfifo", file.toString()).inheritIO().start();
      return mkfifo.waitFor(10, TimeUnit.SECONDS) && mkfifo.exitValue() == 0;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether nobody has got through it, or has put a file in its place. */
  boolean isStuck() {
    return Files.exists(file) && !Files.isRegularFile(file);
  }

  /** Opened for both, a pipe waits for nobody, and nobody waits for it any more. */
  @Override
  public void close() throws IOException {
    new RandomAccessFile(file.toFile(), "rw").close();
  }
}
