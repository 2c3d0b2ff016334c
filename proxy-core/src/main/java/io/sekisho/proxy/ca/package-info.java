/**
 * The certificate authority of whoever runs the proxy: its key and certificates, and the
 * certificates that are minted with it so that an answer can be shown inside TLS. Makes none where
 * no authority was configured, reads no file, and registers no security provider.
 */
@NullMarked
package io.sekisho.proxy.ca;

import org.jspecify.annotations.NullMarked;
