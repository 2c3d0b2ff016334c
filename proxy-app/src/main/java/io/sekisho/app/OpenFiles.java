package io.sekisho.app;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.OptionalLong;

/** How many files, sockets among them, the process may have open. */
final class OpenFiles {
  private OpenFiles() {}

  /** Empty where the operating system has no such limit, or does not tell. */
  static OptionalLong allowed() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? OptionalLong.of(unix.getMaxFileDescriptorCount())
        : OptionalLong.empty();
  }

  /**
   * Says so where not all connections that may be there have a file for themselves and one for a
   * server.
   *
   * @param connections of clients
   */
  static Optional<String> shortage(int connections, OptionalLong allowed) {
    long needed = 2L * connections;
    return allowed.isPresent() && allowed.getAsLong() < needed
        ? Optional.of(
            "limits.connections is %d, which may need %d open files, and this process may have %d:"
                    .formatted(connections, needed, allowed.getAsLong())
                + " raise its limit (LimitNOFILE, ulimit -n), or lower limits.connections")
        : Optional.empty();
  }
}
