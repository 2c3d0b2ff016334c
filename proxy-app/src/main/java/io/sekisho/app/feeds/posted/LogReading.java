package io.sekisho.app.feeds.posted;

/**
 * What was found in a log beside its changes.
 *
 * @param damaged lines before the last that make no sense
 * @param torn whether the last line has no end, as where the machine stopped while it was written
 */
public record LogReading(int damaged, boolean torn) {}
