/**
 * The rules in force: every feed's index and the never-block entries as one immutable generation,
 * and the one reference that is swapped when any of them changes.
 *
 * <p>Nothing here reads a feed or a file.
 */
@NullMarked
package io.sekisho.rules.snapshot;

import org.jspecify.annotations.NullMarked;
