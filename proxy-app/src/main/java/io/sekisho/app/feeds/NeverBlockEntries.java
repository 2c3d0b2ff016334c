package io.sekisho.app.feeds;

import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.feed.NeverBlockList;
import io.sekisho.rules.snapshot.Generation;
import io.sekisho.rules.snapshot.LiveRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All never-block entries together: those of the configuration, and the last good copy of each
 * file. Those that exempt traffic are few, so a change of one file makes the whole list anew. Those
 * of files are not in force before all were read once: until then those of the plan before are, and
 * where that had none, those of the configuration. For one thread.
 */
final class NeverBlockEntries {
  private final List<NeverBlockSource.Literal> literals;
  private final Map<NeverBlockSource.InFile, FeedCopy> copies = new LinkedHashMap<>();
  private final LiveRules rules;
  private final GuardsInForce guards;
  private boolean complete;

  NeverBlockEntries(List<NeverBlockSource.Literal> literals, LiveRules rules) {
    this.literals = List.copyOf(literals);
    this.rules = rules;
    this.guards = new GuardsInForce(literals);
  }

  GuardsInForce guards() {
    return guards;
  }

  /** What needs no reading is in force at once, unless it would take the place of more. */
  void begin() {
    if (!literals.isEmpty() && rules.current().neverBlock().entries() == 0) {
      putInForce();
    }
  }

  Generation replace(NeverBlockSource.InFile file, FeedCopy copy) {
    guards.replace(file, copy);
    if (file.use().effect() != NeverBlockUse.Effect.EXEMPT) {
      return rules.current();
    }
    copies.put(file, copy);
    return complete ? putInForce() : rules.current();
  }

  /** Every file was read, as far as it can be. */
  Generation complete() {
    complete = true;
    return putInForce();
  }

  private Generation putInForce() {
    NeverBlockList list = new NeverBlockList();
    literals.forEach(literal -> list.add(literal.pattern()));
    copies.forEach((file, copy) -> list.add(copy, file.format()));
    return rules.neverBlock(list.build());
  }
}
