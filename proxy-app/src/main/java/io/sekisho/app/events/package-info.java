/**
 * Tells whose device tried: one JSON line with ECS field names for each hostile flow, whether it
 * was stopped or only observed; and one for each feed that goes bad, or is good again. Never a
 * path, a header or anything of a clean flow.
 */
@NullMarked
package io.sekisho.app.events;

import org.jspecify.annotations.NullMarked;
