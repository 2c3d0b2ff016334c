package io.sekisho.app.feeds.http;

import io.sekisho.rules.feed.FeedFailure;
import io.sekisho.rules.feed.FeedFault;
import java.io.IOException;

/** There will be no copy; the message says why, in one sentence without secrets. */
final class DownloadFault extends IOException {
  private static final long serialVersionUID = 1L;

  private final FeedFault fault;

  DownloadFault(FeedFault fault, String message) {
    super(message);
    this.fault = fault;
  }

  FeedFailure failure() {
    return new FeedFailure(fault, String.valueOf(getMessage()));
  }
}
