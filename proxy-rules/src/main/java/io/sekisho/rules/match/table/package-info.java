/** What compiled tables of every kind have in common: their bytes, their secret, their answers. */
@NullMarked
package io.sekisho.rules.match.table;

import org.jspecify.annotations.NullMarked;
