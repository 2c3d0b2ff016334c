/**
 * The program: reads the configuration, builds everything once in {@link io.sekisho.app.Wiring},
 * and connects it to the outside.
 */
@NullMarked
package io.sekisho.app;

import org.jspecify.annotations.NullMarked;
