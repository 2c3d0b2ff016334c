/**
 * What TLS shows before it is encrypted: the ClientHello, and the gate in a tunnel that judges it.
 * Nothing here decrypts anything.
 */
@NullMarked
package io.sekisho.proxy.tls;

import org.jspecify.annotations.NullMarked;
