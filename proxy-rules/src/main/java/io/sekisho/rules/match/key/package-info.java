/**
 * Tables of what is found by a key as a whole: endpoints, URLs, certificates and TLS client
 * fingerprints.
 */
@NullMarked
package io.sekisho.rules.match.key;

import org.jspecify.annotations.NullMarked;
