package io.sekisho.app.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sekisho.rules.feed.CopyTooLargeException;
import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.feed.FeedReader;
import io.sekisho.rules.feed.FeedReading;
import io.sekisho.rules.feed.FeedReport;
import io.sekisho.rules.feed.FeedSettings;
import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.feed.format.FormatChoice;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a feed file becomes. */
@Command(
    name = "parse",
    mixinStandardHelpOptions = true,
    description = "Shows what a feed file becomes: indicators by kind, rejected lines by reason.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class FeedParseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description = "The feed file, plain, or packed with gzip or zip.")
  private Path file;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "F",
      required = true,
      description = "Its format, or auto to tell it from the file.")
  private String format;

  @Option(
      names = "--columns",
      paramLabel = "COLUMN=NAME",
      split = ",",
      description = "The columns of csv, by name or number: value=domain,threat=2.")
  private Map<String, String> columns = new LinkedHashMap<>();

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  @Option(names = "--rejects", description = "Also prints rejected lines, the first 1000 of them.")
  private boolean rejects;

  @Override
  public Integer call() throws UsageFault, IOException {
    FeedReading reading = reader().read(copy());
    FeedReport report =
        reading
            .<Optional<FeedReport>>fold(
                read -> Optional.of(read.report()), failed -> Optional.empty())
            .orElseThrow(() -> new UsageFault(reading.fold(r -> "", u -> u.failure().detail())));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new JsonMapper().writeValueAsString(tree(report)));
    } else {
      print(report, out);
    }
    out.flush();
    return ExitStatus.OK;
  }

  private FeedReader reader() throws UsageFault {
    FormatChoice choice =
        FormatChoice.named(format)
            .orElseThrow(
                () ->
                    new UsageFault(
                        "there is no format "
                            + format
                            + "; there are "
                            + String.join(", ", FormatChoice.labels())));
    return new FeedReader(
        FeedSettings.of(
            "feed", columns.isEmpty() ? choice : ColumnsOption.format(choice, columns)));
  }

  private FeedCopy copy() throws UsageFault, IOException {
    try {
      if (Files.isDirectory(file)) {
        throw new UsageFault(file + " is a directory");
      }
      return FeedCopy.inFile(file.toString(), file, Files.getLastModifiedTime(file).toInstant());
    } catch (NoSuchFileException e) {
      throw new UsageFault(file + " does not exist");
    } catch (AccessDeniedException e) {
      throw new UsageFault(file + " may not be read");
    } catch (CopyTooLargeException e) {
      throw new UsageFault(file + " " + e.getMessage());
    }
  }

  private ObjectNode tree(FeedReport report) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format", report.format());
    ObjectNode kinds = root.putObject("indicators");
    report.indicators().forEach((kind, count) -> kinds.put(kind.label(), count));
    root.put("exceptions", report.exceptions());
    ObjectNode rejected = root.putObject("rejected");
    report.rejected().forEach((reason, count) -> rejected.put(reason.label(), count));
    if (rejects) {
      for (FeedEntry.Rejected line : report.sample()) {
        root.withArray("rejects")
            .addObject()
            .put("line", line.line())
            .put("reason", line.reason().label())
            .put("text", line.text());
      }
    }
    return root;
  }

  private void print(FeedReport report, PrintWriter out) {
    out.println("format " + report.format());
    report.indicators().forEach((kind, count) -> out.printf("%10d  %s%n", count, kind.label()));
    out.printf("%10d  %s%n", report.exceptions(), "exceptions");
    out.println("rejected lines: " + report.rejectedLines());
    report.rejected().forEach((reason, count) -> out.printf("%10d  %s%n", count, reason.label()));
    if (rejects) {
      printRejects(report, out);
    }
  }

  private static void printRejects(FeedReport report, PrintWriter out) {
    for (FeedEntry.Rejected line : report.sample()) {
      out.println(
          "line " + line.line() + ": " + line.reason().label() + ": " + Printable.of(line.text()));
    }
    int more = report.rejectedLines() - report.sample().size();
    if (more > 0) {
      out.println("and " + more + " more");
    }
  }
}
