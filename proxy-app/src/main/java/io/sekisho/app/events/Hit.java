package io.sekisho.app.events;

import io.sekisho.proxy.Decision;
import io.sekisho.rules.Verdict;
import java.time.Instant;

/** A hostile verdict that something followed from. */
record Hit(Instant at, Decision decision, Verdict.Hostile verdict) {}
