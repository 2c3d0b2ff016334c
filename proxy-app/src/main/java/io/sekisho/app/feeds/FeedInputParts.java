package io.sekisho.app.feeds;

import java.time.Duration;

/** What differs between the files that are watched. */
record FeedInputParts(
    FeedStatus status, CopyLoader loader, Duration refresh, FeedInput.Effect effect) {}
