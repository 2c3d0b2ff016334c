package io.sekisho.app.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sekisho.app.config.ConfigFaults;
import io.sekisho.app.config.Configuration;
import io.sekisho.app.feeds.FeedStatus;
import io.sekisho.app.feeds.FileFeeds;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks the rules about one destination, as the proxy would. */
@Command(
    name = "lookup",
    mixinStandardHelpOptions = true,
    description =
        "Tells whether a destination is listed, and by what. Reads the feeds as run would, and"
            + " writes nothing. A host without a port is asked about on ports 443 and 80; what is"
            + " listed on it at another port or at a path only is told as \"elsewhere\", and does"
            + " not make it hostile.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class LookupCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "WHAT",
      description =
          "A host, an address, address:port, a URL, the SHA-1 fingerprint of a certificate, or the"
              + " JA3 or JA4 of a TLS client.")
  private String what;

  @Mixin private ConfigOption config;

  @Option(
      names = "--json",
      description =
          "Prints one JSON object: destination, verdict, and the indicators in matches,"
              + " exemptions, guarded and elsewhere.")
  private boolean json;

  @Override
  public Integer call() throws ConfigFaults, UsageFault, IOException {
    LookupTarget target = LookupTarget.parse(what);
    Configuration configuration = config.readWithoutAuthority();
    FeedLogging.turnOff();
    LiveRules rules = new LiveRules(InstantSource.system());
    List<FeedStatus> feeds =
        FileFeeds.loadOnce(configuration.feedPlan(), rules, InstantSource.system());
    LookupAnswer answer = LookupAnswer.of(target, rules.current(), feeds);
    warn(feeds, spec.commandLine().getErr());
    print(answer, feeds, spec.commandLine().getOut());
    return answer.exitStatus();
  }

  private static void warn(List<FeedStatus> feeds, PrintWriter err) {
    feeds.stream().filter(FeedStatus::isFailing).forEach(feed -> err.println(warning(feed)));
    warnOfMore(feeds, err);
    err.flush();
  }

  /** What a look-up cannot tell, because not every claim was kept. */
  private static void warnOfMore(List<FeedStatus> feeds, PrintWriter err) {
    for (FeedStatus feed : feeds) {
      feed.copyInForce()
          .map(copy -> copy.report().guards())
          .filter(guards -> guards.total() > guards.sample().size())
          .ifPresent(
              guards ->
                  err.println(
                      "warning: %s: guards have something against %,d of its claims; only the first"
                              .formatted(feed.name(), guards.total())
                          + " %,d can be looked up".formatted(guards.sample().size())));
    }
  }

  private static String warning(FeedStatus feed) {
    String standing =
        feed.copyInForce().isPresent() ? "its last good copy counts" : "nothing of it counts";
    return "warning: " + feed.name() + ": " + standing + detail(feed);
  }

  private static String detail(FeedStatus feed) {
    return feed.failure().map(failure -> ", because " + failure.failure().detail()).orElse("");
  }

  private void print(LookupAnswer answer, List<FeedStatus> feeds, PrintWriter out)
      throws IOException {
    if (json) {
      ObjectNode root = answer.json();
      feeds.stream()
          .filter(FeedStatus::isFailing)
          .forEach(feed -> root.withArray("failing-feeds").add(feed.name()));
      out.println(new JsonMapper().writeValueAsString(root));
    } else {
      answer.print(out);
    }
    out.flush();
  }
}
