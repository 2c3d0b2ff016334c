/**
 * What is kept on disk of the rules in force: a snapshot of compiled tables, which is mapped and
 * checked when the program starts, and the journal of what changed since.
 *
 * <p>Damaged contents are values here; exceptions are the disk's.
 */
@NullMarked
package io.sekisho.rules.snapshot.file;

import org.jspecify.annotations.NullMarked;
