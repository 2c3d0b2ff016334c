/** Tables of names, found by the keyed hashes of their suffixes. */
@NullMarked
package io.sekisho.rules.match.name;

import org.jspecify.annotations.NullMarked;
