/**
 * The captive-portal API (RFC 8908), by which devices learn that they are kept in the walled garden
 * and where their user is told why. Knows nothing about anybody but the asking client.
 */
@NullMarked
package io.sekisho.app.portal;

import org.jspecify.annotations.NullMarked;
