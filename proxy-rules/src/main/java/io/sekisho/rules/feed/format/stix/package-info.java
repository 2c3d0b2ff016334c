/**
 * The patterns of STIX 2.0 and 2.1 indicators: what they compare, and which comparisons go
 * together.
 *
 * <p>What a comparison means for a destination is not asked here.
 */
@NullMarked
package io.sekisho.rules.feed.format.stix;

import org.jspecify.annotations.NullMarked;
