/** The packaged program from outside: its process, its ports, its files and its exit status. */
@NullMarked
package io.sekisho.app.program;

import org.jspecify.annotations.NullMarked;
