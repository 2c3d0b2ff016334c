/**
 * The way from evidence to an open connection: look the name up, judge every answer, drop what may
 * not be dialled, dial what is left. Nothing else in the data plane opens connections.
 */
@NullMarked
package io.sekisho.proxy.egress;

import org.jspecify.annotations.NullMarked;
