/** What the clients of flows get that are stopped, where no HTTP of theirs can be answered. */
@NullMarked
package io.sekisho.proxy.ending;

import org.jspecify.annotations.NullMarked;
