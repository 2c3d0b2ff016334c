package io.sekisho.rules.match;

/** A level with its place in time: the higher the number, the newer it is. */
record NumberedLevel(Level level, long number) {}
