/**
 * Feeds: a copy in, its index and a report out; and the gate that decides whether a new copy of a
 * feed may replace the one in force. What the bytes of a copy say is read by its {@linkplain
 * io.sekisho.rules.feed.format.FeedFormat format}.
 *
 * <p>Bad input is a value here, never an exception. Nothing here fetches, watches or stores a copy,
 * and no clock is read: what expires counts from the time of the copy.
 */
@NullMarked
package io.sekisho.rules.feed;

import org.jspecify.annotations.NullMarked;
