/**
 * What is counted and measured, for Prometheus. Every exported name begins with {@code sekisho_},
 * and labels come from enums and the configuration, never from traffic.
 */
@NullMarked
package io.sekisho.app.metrics;

import org.jspecify.annotations.NullMarked;
