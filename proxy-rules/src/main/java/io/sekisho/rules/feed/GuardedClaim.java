package io.sekisho.rules.feed;

import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.guard.GuardHit;

/** A claim that a guard had something against, and what. */
public record GuardedClaim(FeedEntry.Claim claim, GuardHit hit) {}
