package io.sekisho.app;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the virtual machine give back memory that the proxy does not need. Left alone it begins with
 * a 64th of the machine's memory, lets what is thrown away fill nearly all of that before it
 * collects, and keeps most of what the first large list took. Flags of the command line go before
 * these.
 *
 * <p>It is not shrunk to what is in use: G1 collects so often in a heap of less than a quarter of
 * the first one that it soon takes the half of that back.
 */
final class HeapShrinking {
  private static final Logger LOG = LoggerFactory.getLogger(HeapShrinking.class);
  private static final int LEAST_FREE_PERCENT = 10;
  private static final int MOST_FREE_PERCENT = 25;
  private static final int PERIODIC_MILLIS = 15_000;

  /** What the proxy has in use, less connections and lists. */
  private static final long IN_USE = 20 << 20;

  private HeapShrinking() {}

  /**
   * Best called before anything else is done, while there is little to collect. Does nothing where
   * the virtual machine knows no such flags.
   */
  static void begin() {
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (machine == null) {
      return;
    }
    Map.of(
            "MinHeapFreeRatio", LEAST_FREE_PERCENT,
            "MaxHeapFreeRatio",
                mostFree(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getInit()),
            "G1PeriodicGCInterval", PERIODIC_MILLIS)
        .forEach((flag, value) -> set(machine, flag, value));
    System.gc();
  }

  /** What may be free, in percent, so that a third of the first heap stays. */
  static int mostFree(long firstHeap) {
    long kept = Math.max(IN_USE, firstHeap / 3);
    return Math.max(MOST_FREE_PERCENT, (int) (100 * (kept - IN_USE) / kept));
  }

  private static void set(HotSpotDiagnosticMXBean machine, String flag, int value) {
    try {
      switch (machine.getVMOption(flag).getOrigin()) {
        case DEFAULT, ERGONOMIC -> machine.setVMOption(flag, String.valueOf(value));
        case VM_CREATION, ENVIRON_VAR, CONFIG_FILE, MANAGEMENT, ATTACH_ON_DEMAND, OTHER -> {}
      }
    } catch (IllegalArgumentException e) {
      LOG.debug("The heap is not told {}: {}", flag, e.getMessage());
    }
  }
}
