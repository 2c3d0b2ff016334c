/**
 * The command line: what people type, and what they read. Every failure is one clear line and an
 * exit status; a stack trace never reaches the terminal.
 */
@NullMarked
package io.sekisho.app.cli;

import org.jspecify.annotations.NullMarked;
