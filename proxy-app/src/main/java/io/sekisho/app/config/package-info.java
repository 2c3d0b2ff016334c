/**
 * The configuration file as a tree of typed values. Every fault of a file is found in one reading
 * and named by its key. Nothing is resolved or created here, and no file opened but this one and a
 * password file that it names.
 */
@NullMarked
package io.sekisho.app.config;

import org.jspecify.annotations.NullMarked;
