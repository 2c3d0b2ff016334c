package io.sekisho.app.feeds;

/** What differs between the feeds. */
record FeedInputParts(FeedStatus status, CopyLoader loader, FeedInput.Effect effect) {}
