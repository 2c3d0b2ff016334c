package io.sekisho.rules.snapshot.file;

import io.sekisho.rules.match.table.Image;
import java.nio.file.Path;

/**
 * A snapshot file that was checked whole and is mapped. What is mapped stays as it is when the file
 * is replaced or removed, and goes when nothing refers to it any more.
 */
public record Snapshot(Path file, SnapshotHeader header, Image image) {}
