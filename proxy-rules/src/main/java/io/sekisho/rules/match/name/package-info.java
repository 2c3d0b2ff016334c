/**
 * Tables of names, found by the keyed hashes of their suffixes.
 *
 * <p>To look up: {@link HostText} is the host as it came, {@link HostWalk} hashes its suffixes
 * label by label from the right, {@link SuffixGate} and {@link SuffixFilter} tell almost all that
 * is clean by those, {@link PackedName} is a suffix as it would lie in {@link NameBuckets}, and
 * {@link PackedNames} puts these together.
 *
 * <p>To make a table: {@link NameList} has names as they come, {@link SortedNames} gives them in
 * order, and so does {@link PackedCursor} what is packed already; {@link NamePacker} packs whatever
 * comes in order.
 *
 * <p>In all of them, of {@code login.bad.com}: its <em>head</em> is {@code log}, the first three
 * characters; its <em>body</em> is the rest, of which the <em>code</em> has three characters in
 * each <em>unit</em> of 16 bits, from the last to the first, without {@code .com}, which is
 * frequent; and its <em>place</em> in order is the keyed hash of the body with the head added, so
 * that it tells the bucket, and in a large table the head.
 */
@NullMarked
package io.sekisho.rules.match.name;

import org.jspecify.annotations.NullMarked;
