/**
 * Rules of Suricata and Snort: their parts, and what a rule asks of the traffic.
 *
 * <p>What is written is told here, and not what it is worth: names and addresses stay text.
 */
@NullMarked
package io.sekisho.rules.feed.format.rule;

import org.jspecify.annotations.NullMarked;
