/**
 * What every way in to the proxy has: listeners, and behind them the service of the configuration
 * in force, one after the other without an end to what the one before still does.
 */
@NullMarked
package io.sekisho.proxy.listener;

import org.jspecify.annotations.NullMarked;
