package io.sekisho.rules.snapshot.file;

import java.nio.ByteBuffer;

/**
 * One change as a journal has it.
 *
 * @param kind what the payload is, by whoever wrote it
 * @param payload read-only and little-endian; only until the call that hands it over returns
 */
public record JournalRecord(long sequence, byte kind, ByteBuffer payload) {}
