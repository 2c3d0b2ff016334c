/**
 * The transparent gateway: connections that the kernel diverted to this process, judged by the
 * names that they show and by the address that they were meant for, and passed on to it.
 */
@NullMarked
package io.sekisho.proxy.gateway;

import org.jspecify.annotations.NullMarked;
