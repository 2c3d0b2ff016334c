package io.sekisho.proxy;

import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.Verdict;

/**
 * One verdict and what followed from it.
 *
 * @param evidence all that was known of the flow by then
 * @param newest the kind of clue that this decision was asked for
 * @param nanos what the policy took, in nanoseconds
 */
public record Decision(
    Flow flow, Evidence evidence, Clue.Kind newest, Verdict verdict, Action action, long nanos) {}
