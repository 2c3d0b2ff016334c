package io.sekisho.app.feeds.http;

import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.feed.FeedFault;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** One request and its redirections, to the body at their end. */
final class Exchange {
  private final HttpSource source;
  private final CloseableHttpClient client;
  private final Deadline deadline;
  private final InstantSource clock;
  private final Redirects redirects;

  Exchange(HttpSource source, CloseableHttpClient client, Deadline deadline, InstantSource clock) {
    this.source = source;
    this.client = client;
    this.deadline = deadline;
    this.clock = clock;
    this.redirects = new Redirects(source);
  }

  Download run(Validators known, Path into) throws IOException {
    URI at = source.uri();
    for (int hops = 0; hops <= Redirects.MOST; hops++) {
      HttpGet request = request(at, known);
      deadline.watch(request);
      ClassicHttpResponse answer = open(request);
      try {
        if (!Status.isRedirect(answer.getCode())) {
          return answer.getCode() == Status.NOT_MODIFIED
              ? unchanged(answer, known)
              : outcome(answer, into);
        }
        at = redirects.next(at, field(answer, HttpHeaders.LOCATION));
      } finally {
        end(request, answer);
      }
    }
    throw Redirects.tooMany();
  }

  private HttpGet request(URI at, Validators known) throws IOException {
    HttpGet request = new HttpGet(at);
    request.setHeader(HttpHeaders.ACCEPT, "*/*");
    request.setHeader(HttpHeaders.ACCEPT_ENCODING, ContentCoding.ACCEPTED);
    known.tag().ifPresent(tag -> request.setHeader(HttpHeaders.IF_NONE_MATCH, tag));
    known.date().ifPresent(date -> request.setHeader(HttpHeaders.IF_MODIFIED_SINCE, date));
    Credential credential = source.login().orElse(null);
    if (credential != null && Origin.of(at).equals(Origin.of(source.uri()))) {
      request.setHeader(credential.header(), secret(credential));
    }
    return request;
  }

  private static String secret(Credential credential) throws DownloadFault {
    try {
      return credential.value();
    } catch (IOException e) {
      throw new DownloadFault(FeedFault.UNREADABLE, "is not asked: " + e.getMessage());
    }
  }

  private ClassicHttpResponse open(HttpGet request) throws IOException {
    try {
      return client.executeOpen(RoutingSupport.determineHost(request), request, null);
    } catch (HttpException e) {
      throw new DownloadFault(FeedFault.UNREACHABLE, "has no host that can be asked");
    }
  }

  /** Cut off first: closing an answer reads the rest of a body, however slowly that comes. */
  private static void end(HttpGet request, ClassicHttpResponse answer) {
    request.cancel();
    try {
      answer.close();
    } catch (IOException e) {
      // All that was wanted of it was read.
    }
  }

  /** Who was not told what is there already cannot know that it is the same. */
  private Download unchanged(ClassicHttpResponse answer, Validators known) {
    return known.equals(Validators.NONE)
        ? new Failures(source).status(answer.getCode(), pause(answer))
        : new Download.Unchanged(pause(answer));
  }

  private Download outcome(ClassicHttpResponse answer, Path into) throws IOException {
    return answer.getCode() == Status.OK
        ? fresh(answer, into, pause(answer))
        : new Failures(source).status(answer.getCode(), pause(answer));
  }

  private @Nullable Duration pause(ClassicHttpResponse answer) {
    Instant now = clock.instant();
    return field(answer, HttpHeaders.RETRY_AFTER)
        .flatMap(text -> RetryAfter.parse(text, now))
        .orElse(null);
  }

  private Download fresh(ClassicHttpResponse answer, Path into, @Nullable Duration pause)
      throws IOException {
    HttpEntity body = answer.getEntity();
    if (body != null && body.getContentLength() > FeedCopy.MAX_BYTES) {
      throw BodyFile.tooLarge();
    }
    ContentCoding coding =
        ContentCoding.named(field(answer, HttpHeaders.CONTENT_ENCODING).orElse(""));
    InputStream content = body == null ? InputStream.nullInputStream() : body.getContent();
    new BodyFile(into).write(content, coding);
    String date = field(answer, HttpHeaders.LAST_MODIFIED).orElse(null);
    Validators validators = new Validators(field(answer, HttpHeaders.ETAG).orElse(null), date);
    return new Download.Fresh(validators, modified(date), pause);
  }

  /** A server whose clock is ahead makes no copies in the future. */
  private Instant modified(@Nullable String date) {
    Instant now = clock.instant();
    return Optional.ofNullable(date)
        .flatMap(RetryAfter::date)
        .filter(made -> made.isBefore(now))
        .orElse(now);
  }

  private static Optional<String> field(ClassicHttpResponse answer, String name) {
    return Optional.ofNullable(answer.getFirstHeader(name)).map(Header::getValue);
  }
}
