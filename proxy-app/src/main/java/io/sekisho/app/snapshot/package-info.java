/** What feeds claim, kept in a file from which the next start goes on at once. */
@NullMarked
package io.sekisho.app.snapshot;

import org.jspecify.annotations.NullMarked;
