/**
 * The indexes: what one feed claims, compiled so that a destination is looked up in about the same
 * time however many entries there are.
 *
 * <p>An index answers what matches. It never weighs feeds against each other and reads no clock.
 */
@NullMarked
package io.sekisho.rules.match;

import org.jspecify.annotations.NullMarked;
