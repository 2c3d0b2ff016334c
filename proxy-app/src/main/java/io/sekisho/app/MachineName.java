package io.sekisho.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The name of this machine, from the kernel: a look-up could wait for a resolver. */
final class MachineName {
  private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

  private MachineName() {}

  static String read() {
    try {
      return Files.readString(KERNEL).strip();
    } catch (IOException e) {
      return "unknown";
    }
  }
}
