/**
 * Zone files: their records, and what a record of a response policy zone asks for.
 *
 * <p>What is written is told here, and not what it is worth: names and addresses stay text.
 */
@NullMarked
package io.sekisho.rules.feed.format.zone;

import org.jspecify.annotations.NullMarked;
