/**
 * Guards against false positives: what is known to be harmless, or shared by too many to be taken
 * as a whole, and what becomes of a claim that would hit it.
 *
 * <p>A guard judges one claim by itself. It reads no copy, knows no feed, and never changes.
 */
@NullMarked
package io.sekisho.rules.guard;

import org.jspecify.annotations.NullMarked;
