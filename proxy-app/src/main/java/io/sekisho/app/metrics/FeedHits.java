package io.sekisho.app.metrics;

/**
 * What a feed has led to since the process began, on all listeners.
 *
 * @param hostile verdicts that its match decided
 * @param suspect verdicts in which its match came first and stopped nothing
 */
public record FeedHits(long hostile, long suspect) {}
