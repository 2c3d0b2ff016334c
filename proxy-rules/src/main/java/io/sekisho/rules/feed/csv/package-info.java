/**
 * Comma-separated values as publishers write them: fields and headers. What the columns mean is not
 * known here.
 */
@NullMarked
package io.sekisho.rules.feed.csv;

import org.jspecify.annotations.NullMarked;
