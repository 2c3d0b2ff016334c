package io.sekisho.rules.feed.format.json;

/**
 * Where a copy stops being JSON, and why; nothing behind it was read.
 *
 * @param line from 1
 */
public record JsonBreak(int line, String why) {}
