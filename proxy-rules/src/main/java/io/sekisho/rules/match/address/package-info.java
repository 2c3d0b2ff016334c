/** Tables of address prefixes, found by the addresses that they hold. */
@NullMarked
package io.sekisho.rules.match.address;

import org.jspecify.annotations.NullMarked;
