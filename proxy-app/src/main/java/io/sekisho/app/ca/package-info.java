/**
 * The files of the certificate authority: where its key and certificates are read from, and those
 * that {@code sekisho ca} makes. Never prints or logs a key or a passphrase.
 */
@NullMarked
package io.sekisho.app.ca;

import org.jspecify.annotations.NullMarked;
