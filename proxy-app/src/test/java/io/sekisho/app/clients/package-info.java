/**
 * Programs that people use, as they come from their distribution, through the packaged program.
 * Each skips where it is missing, or fails with {@code -Dsekisho.clients=required}. Names, servers
 * and files are the tests' own; nothing leaves loopback.
 */
@NullMarked
package io.sekisho.app.clients;

import org.jspecify.annotations.NullMarked;
