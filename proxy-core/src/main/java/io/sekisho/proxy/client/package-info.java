/**
 * Who a client is: the address that it comes from, the user that it can prove to be, and what
 * servers are told of it.
 */
@NullMarked
package io.sekisho.proxy.client;

import org.jspecify.annotations.NullMarked;
