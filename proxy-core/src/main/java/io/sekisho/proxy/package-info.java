/**
 * What every way in shares: a flow, how its evidence is judged, which action a verdict leads to,
 * and who is told. Acts on what the rules know; knows neither the program around it nor its
 * metrics.
 */
@NullMarked
package io.sekisho.proxy;

import org.jspecify.annotations.NullMarked;
