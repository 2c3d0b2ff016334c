package io.sekisho.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sekisho.app.config.ConfigFaults;
import io.sekisho.app.config.Configuration;
import io.sekisho.app.feeds.FeedJson;
import io.sekisho.app.feeds.FeedPlan;
import io.sekisho.app.feeds.FeedStatus;
import io.sekisho.app.feeds.FileFeeds;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the feeds, as the running service has them or else as they would be read. */
@Command(
    name = "feed",
    mixinStandardHelpOptions = true,
    description =
        "Lists how each feed stands: state, age, entries by kind, rejected lines by reason, hits."
            + " Asks the running service, by its admin listener; where none answers, reads the"
            + " feeds itself, as run would, and writes nothing.",
    subcommands = FeedParseCommand.class)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class FeedCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Option(names = "--json", description = "Prints one JSON object, as /api/v1/feeds gives it.")
  private boolean json;

  @Override
  public Integer call() throws ConfigFaults, IOException {
    Configuration configuration = config.readWithoutAuthority();
    RunningService service = new RunningService(configuration.admin());
    Optional<JsonNode> answer = service.get("/api/v1/feeds");
    if (answer.isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("no service answers at " + service + ": the feeds are read here, without hits");
      err.flush();
    }
    print(answer.orElseGet(() -> readHere(configuration)));
    return ExitStatus.OK;
  }

  private static JsonNode readHere(Configuration configuration) {
    FeedLogging.turnOff();
    InstantSource clock = InstantSource.system();
    FeedPlan plan = configuration.feedPlan();
    List<FeedStatus> feeds = FileFeeds.loadOnce(plan, new LiveRules(clock), clock);
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    Instant now = clock.instant();
    feeds.forEach(feed -> root.withArray("feeds").add(FeedJson.of(feed, now)));
    return root;
  }

  private void print(JsonNode answer) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new JsonMapper().writeValueAsString(answer));
    } else if (answer.path("feeds").isEmpty()) {
      out.println("no feeds are configured");
    } else {
      answer.path("feeds").forEach(feed -> new FeedText(feed).print(out));
    }
    out.flush();
  }
}
