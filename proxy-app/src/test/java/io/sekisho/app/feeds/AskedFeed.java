package io.sekisho.app.feeds;

import io.sekisho.app.feeds.http.ConfiguredNames;
import io.sekisho.app.feeds.http.FeedServer;
import io.sekisho.app.feeds.http.FeedServer.Answer;
import io.sekisho.app.feeds.http.HttpDownload;
import io.sekisho.app.feeds.http.HttpSource;
import io.sekisho.app.feeds.http.HttpSource.Protection;
import io.sekisho.proxy.dns.DnsSettings;
import io.sekisho.rules.guard.Guards;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A feed on a server of loopback by itself, without the threads that ask it in service. */
record AskedFeed(FeedServer server, ConfiguredNames names, ReentrantLock judging, LoneInput lone)
    implements AutoCloseable {

  /** The server has one.example. */
  static AskedFeed in(Path state, Supplier<Guards> guards) throws IOException {
    FeedServer server = FeedServer.plain();
    server.answers(request -> Answer.text("one.example\n"));
    DnsSettings nobody = new DnsSettings(List.of(), Map.of(), Duration.ofMillis(200));
    return new AskedFeed(
        server, new ConfiguredNames(nobody), new ReentrantLock(), LoneInput.in(state, guards));
  }

  static AskedFeed in(Path state) throws IOException {
    return in(state, () -> Guards.NONE);
  }

  WebInput input() {
    return input(LoneInput.REFRESH, () -> LoneInput.NOW);
  }

  WebInput input(Duration refresh, InstantSource clock) {
    HttpSource source = HttpSource.plain(server.uri("/c2.txt"), Protection.INSECURE);
    WebInput.Parts parts =
        new WebInput.Parts(
            source,
            new HttpDownload(source, names, clock),
            new FetchSchedule(refresh, new SplittableRandom(7)),
            clock,
            judging);
    return new WebInput(parts, lone.input(), lone.copies());
  }

  @Override
  public void close() {
    names.close();
    server.close();
  }
}
