/**
 * The configuration file as a tree of typed values. Every fault of a file is found in one reading
 * and named by its key; nothing is opened, resolved or created here.
 */
@NullMarked
package io.sekisho.app.config;

import org.jspecify.annotations.NullMarked;
