package io.sekisho.app;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the virtual machine give back the memory that only the reading of a list needed. Left alone
 * it keeps what it took: a 64th of the machine's memory from the start, and most of its heap behind
 * the first large list. Flags of the command line go before these.
 */
final class HeapShrinking {
  private static final Logger LOG = LoggerFactory.getLogger(HeapShrinking.class);

  /** In percent of the heap, and in milliseconds without a collection. */
  private static final Map<String, String> FLAGS =
      Map.of("MinHeapFreeRatio", "10", "MaxHeapFreeRatio", "25", "G1PeriodicGCInterval", "15000");

  private HeapShrinking() {}

  /** Does nothing where the virtual machine knows no such flags. */
  static void begin() {
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (machine == null) {
      return;
    }
    FLAGS.forEach((flag, value) -> set(machine, flag, value));
  }

  private static void set(HotSpotDiagnosticMXBean machine, String flag, String value) {
    try {
      switch (machine.getVMOption(flag).getOrigin()) {
        case DEFAULT, ERGONOMIC -> machine.setVMOption(flag, value);
        case VM_CREATION, ENVIRON_VAR, CONFIG_FILE, MANAGEMENT, ATTACH_ON_DEMAND, OTHER -> {}
      }
    } catch (IllegalArgumentException e) {
      LOG.debug("The heap is not told {}: {}", flag, e.getMessage());
    }
  }
}
