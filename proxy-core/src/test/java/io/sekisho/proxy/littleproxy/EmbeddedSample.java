package io.sekisho.proxy.littleproxy;

import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern.SubTree;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.snapshot.LiveRules;
import java.time.InstantSource;
import java.util.List;
import org.littleshoot.proxy.HttpProxyServer;
import org.littleshoot.proxy.impl.DefaultHttpProxyServer;

/** A LittleProxy that refuses what a list names. */
public final class EmbeddedSample {
  private EmbeddedSample() {}

  public static HttpProxyServer start(List<String> names, int port) {
    FeedIndex.Builder list = FeedIndex.builder("my-list");
    for (String name : names) {
      SubTree pattern = new SubTree(HostName.parse(name).orElseThrow());
      list.add(new Indicator(pattern, "my-list", 1, null, 90, null));
    }
    LiveRules rules = new LiveRules(InstantSource.system());
    rules.replace(list.build());
    return DefaultHttpProxyServer.bootstrap()
        .withPort(port)
        .withFiltersSource(new PolicyFilters(rules))
        .start();
  }
}
