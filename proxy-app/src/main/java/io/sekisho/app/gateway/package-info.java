/**
 * What the kernel has to be told so that it brings connections to the gateway: texts for an
 * operator to look at and load. Nothing here applies them.
 */
@NullMarked
package io.sekisho.app.gateway;

import org.jspecify.annotations.NullMarked;
