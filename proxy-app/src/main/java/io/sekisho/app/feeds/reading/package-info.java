/**
 * What the reading of a copy has told, kept over a restart, so that a process that finds the claims
 * of a copy in force need not read it. Nothing in a file of these is believed that cannot be
 * checked.
 */
@NullMarked
package io.sekisho.app.feeds.reading;

import org.jspecify.annotations.NullMarked;
