/**
 * The question and its answers: {@link io.sekisho.rules.Policy} is asked about the {@link
 * io.sekisho.rules.Evidence} of a flow and gives a {@link io.sekisho.rules.Verdict}.
 *
 * <p>Rules know; they never act, never do network I/O, and read no clock that they were not given.
 */
@NullMarked
package io.sekisho.rules;

import org.jspecify.annotations.NullMarked;
