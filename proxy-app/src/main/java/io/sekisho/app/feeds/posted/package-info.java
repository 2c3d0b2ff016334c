/**
 * What is posted to a feed: changes as JSON has them, and the log in which those that were accepted
 * are kept. Nothing here judges an entry, or puts one in force.
 */
@NullMarked
package io.sekisho.app.feeds.posted;

import org.jspecify.annotations.NullMarked;
