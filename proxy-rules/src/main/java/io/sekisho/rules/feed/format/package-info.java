/**
 * Formats: what the bytes of a copy say, entry by entry, and which format they are in.
 *
 * <p>A format only reads. Which copies and which entries count is not asked here.
 */
@NullMarked
package io.sekisho.rules.feed.format;

import org.jspecify.annotations.NullMarked;
