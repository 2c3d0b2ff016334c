package io.sekisho.app.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sekisho.rules.snapshot.file.SnapshotFile;
import io.sekisho.rules.snapshot.file.SnapshotInfo;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a snapshot file says of itself, and checks all of it. */
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the header and the sections of a snapshot, and checks all of it.",
      "Ends with status 2 where it would be refused; what can be read is shown all the same."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SnapshotInfoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SNAPSHOT", description = "The snapshot file.")
  private Path file;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws UsageFault, IOException {
    SnapshotInfo info = read();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new JsonMapper().writeValueAsString(SnapshotText.json(info)));
    } else {
      SnapshotText.print(info, out);
    }
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    info.faults().forEach(fault -> err.println("sekisho: " + Printable.of(fault.toString())));
    err.flush();
    return info.isSound() ? ExitStatus.OK : ExitStatus.FAULT;
  }

  private SnapshotInfo read() throws UsageFault, IOException {
    try {
      if (Files.isDirectory(file)) {
        throw new UsageFault(file + " is a directory");
      }
      return SnapshotFile.info(file);
    } catch (NoSuchFileException e) {
      throw new UsageFault(file + " does not exist");
    } catch (AccessDeniedException e) {
      throw new UsageFault(file + " may not be read");
    }
  }
}
