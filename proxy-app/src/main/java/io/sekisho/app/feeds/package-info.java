/**
 * Feeds as an operator has them: watched files and lists on the web, judged and put in force, with
 * the last good copy of each kept in the state directory.
 *
 * <p>What a copy means is decided in {@link io.sekisho.rules.feed}; here are only sources, threads
 * and what is told about them.
 */
@NullMarked
package io.sekisho.app.feeds;

import org.jspecify.annotations.NullMarked;
