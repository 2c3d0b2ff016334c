package io.sekisho.app.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sekisho.app.config.ConfigFaults;
import io.sekisho.app.feeds.FeedJson;
import io.sekisho.app.feeds.FeedPlan;
import io.sekisho.app.feeds.FeedStatus;
import io.sekisho.app.feeds.FileFeeds;
import io.sekisho.app.snapshot.CompiledRules;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes of the feeds of a configuration the snapshot that a service can start from. */
@Command(
    name = "compile",
    mixinStandardHelpOptions = true,
    description = {
      "Reads the feeds as run would, asks no server, and writes a snapshot of all they claim.",
      "Ends with status 2 where a feed is refused. Where its last good copy takes its place the"
          + " snapshot is written nevertheless; where there is none, nothing is written."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CompileCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "SNAPSHOT",
      required = true,
      description = "The file to write, in the place of what is there.")
  private Path file;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws ConfigFaults, UsageFault, IOException {
    long begun = System.nanoTime();
    FeedPlan plan = config.readWithoutAuthority().feedPlan();
    FeedLogging.turnOff();
    InstantSource clock = InstantSource.system();
    LiveRules rules = new LiveRules(clock);
    CompiledFeeds feeds = new CompiledFeeds(plan, FileFeeds.loadOnce(plan, rules, clock));
    feeds.tell(spec.commandLine().getErr());
    if (feeds.isAnyMissing()) {
      throw new UsageFault(file + " is not written, since nothing of a feed would be in it");
    }
    CompiledRules compiled = CompiledRules.of(rules.current(), clock.instant());
    write(compiled);
    print(feeds.statuses(), compiled, (System.nanoTime() - begun) / 1e9);
    return feeds.isAnyRefused() ? ExitStatus.FAULT : ExitStatus.OK;
  }

  /** The directory of a service that runs is its own. */
  private void write(CompiledRules compiled) throws UsageFault, IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || Files.isDirectory(file)) {
      throw new UsageFault(file + " is a directory");
    }
    if (!StateLock.isIn(directory)) {
      writeTo(file, compiled);
      return;
    }
    StateLock lock = StateLock.take(directory);
    try {
      writeTo(file, compiled);
    } finally {
      lock.close();
    }
  }

  private static void writeTo(Path file, CompiledRules compiled) throws UsageFault {
    try {
      compiled.write(file);
    } catch (IOException e) {
      throw new UsageFault(file + " cannot be written: " + e);
    }
  }

  private void print(List<FeedStatus> feeds, CompiledRules compiled, double seconds)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    feeds.forEach(
        feed -> root.withArray("feeds").add(FeedJson.of(feed, compiled.header().created())));
    if (json) {
      root.put("snapshot", file.toString())
          .put("entries", compiled.header().counts().claims())
          .put("bytes", Files.size(file))
          .put("seconds", seconds);
      out.println(new JsonMapper().writeValueAsString(root));
    } else {
      root.path("feeds").forEach(feed -> new FeedText(feed).print(out));
      out.printf(
          "%s: %,d entries, %,d bytes, %.1f s%n",
          file, compiled.header().counts().claims(), Files.size(file), seconds);
    }
    out.flush();
  }
}
