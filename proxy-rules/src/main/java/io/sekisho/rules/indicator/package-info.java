/**
 * What a feed can claim, and the one canonical form of names and addresses. Feeds and traffic are
 * read by the same parsers, so that two spellings of one destination cannot differ.
 *
 * <p>Nothing here decides whether a destination is hostile, and nothing resolves a name.
 */
@NullMarked
package io.sekisho.rules.indicator;

import org.jspecify.annotations.NullMarked;
