/**
 * LittleProxy, in two roles: {@link io.sekisho.proxy.littleproxy.PolicyFilters} gives the policy to
 * whoever embeds it, and {@link io.sekisho.proxy.littleproxy.LittleProxyEngine} carries plain HTTP
 * requests for this program's own explicit proxy, behind a gate. Nothing else knows LittleProxy.
 */
@NullMarked
package io.sekisho.proxy.littleproxy;

import org.jspecify.annotations.NullMarked;
