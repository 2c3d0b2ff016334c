package io.sekisho.app.cli;

import io.sekisho.app.config.ConfigFaults;
import io.sekisho.rules.match.NoRoomToMergeException;
import java.io.IOException;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells why a command has failed: one clear line, or one for each fault of a configuration. */
final class FaultReport {
  private static final Logger LOG = LoggerFactory.getLogger(FaultReport.class);

  private FaultReport() {}

  /** Returns what the shell is told. */
  static int tell(Exception fault, PrintWriter err) {
    if (fault instanceof ConfigFaults faults) {
      err.println("The configuration cannot be used:");
      faults.faults().forEach(each -> err.println("  " + each));
    } else if (fault instanceof UsageFault
        || fault instanceof IOException
        || fault instanceof NoRoomToMergeException) {
      err.println("sekisho: " + fault.getMessage());
    } else {
      err.println("sekisho: internal error, please report it: " + fault);
      LOG.debug("Internal error", fault);
    }
    err.flush();
    return ExitStatus.FAULT;
  }
}
