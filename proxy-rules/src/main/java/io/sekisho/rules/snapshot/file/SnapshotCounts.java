package io.sekisho.rules.snapshot.file;

/** How much a snapshot holds, for whoever reads about it; nothing is sized by these. */
public record SnapshotCounts(long names, long addresses, long keys, long claims) {}
