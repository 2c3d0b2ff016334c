package io.sekisho.rules;

import io.sekisho.rules.indicator.Indicator;

/** One indicator that names what one clue revealed. */
public record Match(Clue clue, Indicator indicator) {}
