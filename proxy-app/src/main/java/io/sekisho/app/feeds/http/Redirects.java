package io.sekisho.app.feeds.http;

import io.sekisho.app.feeds.http.HttpSource.Protection;
import io.sekisho.rules.feed.FeedFault;
import java.net.URI;
import java.util.Optional;

/** Where a server may send a download: never to less protection than it has. */
final class Redirects {
  static final int MOST = 5;

  private final HttpSource source;

  Redirects(HttpSource source) {
    this.source = source;
  }

  /**
   * The place that a redirection leads to.
   *
   * @param location the field of that name
   */
  URI next(URI from, Optional<String> location) throws DownloadFault {
    URI to = resolve(from, location.orElse(""));
    boolean web =
        "http".equalsIgnoreCase(to.getScheme()) || "https".equalsIgnoreCase(to.getScheme());
    if (!web || to.getHost() == null || to.getRawUserInfo() != null) {
      throw refused("redirects to what is not a web address");
    }
    if (!Origin.of(to).isProtected()) {
      checkPlain(from, to);
    }
    return to;
  }

  private static URI resolve(URI from, String location) throws DownloadFault {
    try {
      return from.resolve(URI.create(location.strip()));
    } catch (IllegalArgumentException e) {
      throw refused("redirects to what is not a web address");
    }
  }

  private void checkPlain(URI from, URI to) throws DownloadFault {
    if (Origin.of(from).isProtected() || source.protection() != Protection.INSECURE) {
      throw refused("redirects from https: to " + Origin.of(to) + ", which is not protected");
    }
  }

  static DownloadFault tooMany() {
    return refused("redirects more than " + MOST + " times");
  }

  private static DownloadFault refused(String why) {
    return new DownloadFault(FeedFault.HTTP_STATUS, why);
  }
}
