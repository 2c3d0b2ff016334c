/**
 * JSON as feeds need it: the objects of a copy one after the other, never the copy as a tree.
 *
 * <p>What an object says about a destination is not asked here.
 */
@NullMarked
package io.sekisho.rules.feed.format.json;

import org.jspecify.annotations.NullMarked;
