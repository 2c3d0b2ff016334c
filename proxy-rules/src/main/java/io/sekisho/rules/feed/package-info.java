/**
 * Feeds: bytes in, indicators and rejected lines out; and the gate that decides whether a new copy
 * of a feed may replace the one in force.
 *
 * <p>Bad input is a value here, never an exception. Nothing here fetches, watches or stores a copy,
 * and no clock is read: what expires counts from the time of the copy.
 */
@NullMarked
package io.sekisho.rules.feed;

import org.jspecify.annotations.NullMarked;
