/**
 * The gateway's rules in a real kernel, and the packaged program behind them between a client and a
 * server. Everything happens in network namespaces that the tests make; where that is not permitted
 * they are skipped. Nothing leaves those.
 */
@NullMarked
package io.sekisho.app.gateway;

import org.jspecify.annotations.NullMarked;
