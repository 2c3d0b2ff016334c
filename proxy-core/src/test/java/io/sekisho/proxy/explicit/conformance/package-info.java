/**
 * What others wrote about HTTP, and seeded damage to valid HTTP, sent through a running proxy in
 * front of a server that records every byte. The readings that the proxy is held against are made
 * here, apart from its own grammar.
 */
@NullMarked
package io.sekisho.proxy.explicit.conformance;

import org.jspecify.annotations.NullMarked;
