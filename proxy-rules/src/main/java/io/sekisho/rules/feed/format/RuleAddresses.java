package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.format.rule.Rule;
import io.sekisho.rules.feed.format.rule.RuleGroup;
import io.sekisho.rules.feed.format.rule.RulePorts;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The addresses that the destination of a rule lists, on its ports. */
final class RuleAddresses {
  /** Most exclusions of a rule that are looked at for each of its addresses. */
  private static final int MAX_EXCLUDED = 64;

  private static final Set<String> WITHOUT_CONNECTIONS =
      Set.of("icmp", "icmpv4", "icmpv6", "ipv6-icmp", "sctp");
  private static final String DATAGRAMS = "udp";

  private final FeedLine line;
  private final Rule rule;
  private final RuleGroup group;
  private final Consumer<FeedEntry> entries;

  RuleAddresses(FeedLine line, Rule rule, RuleGroup group, Consumer<FeedEntry> entries) {
    this.line = line;
    this.rule = rule;
    this.group = group;
    this.entries = entries;
  }

  /** Whether an element of a group is text of addresses, and neither {@code any} nor a variable. */
  static boolean isWritten(String element) {
    return !element.startsWith("$") && !element.equals("any");
  }

  void read() {
    RulePorts ports = RulePorts.parse(rule.destination().ports());
    Optional<RejectReason> fault = fault(ports);
    if (fault.isPresent()) {
      entries.accept(line.rejected(fault.get()));
      return;
    }
    List<AddressPrefix> excluded = excluded();
    Particulars said = RuleSayings.ofList(rule);
    for (String element : group.listed()) {
      if (isWritten(element)) {
        element(element, prefix -> claim(prefix, ports, excluded, said));
      } else {
        reject(element, RejectReason.UNSUPPORTED_PATTERN);
      }
    }
  }

  private Optional<RejectReason> fault(RulePorts ports) {
    if (WITHOUT_CONNECTIONS.contains(rule.protocol()) || group.excluded().size() > MAX_EXCLUDED) {
      return Optional.of(RejectReason.UNSUPPORTED_PATTERN);
    }
    return switch (ports.kind()) {
      case ANY -> Optional.empty();
      case LISTED ->
          rule.protocol().equals(DATAGRAMS)
              ? Optional.of(RejectReason.UNSUPPORTED_PATTERN)
              : Optional.empty();
      case EXCLUDED -> Optional.of(RejectReason.NEGATED);
      case MANY -> Optional.of(RejectReason.UNSUPPORTED_PATTERN);
      case MALFORMED -> Optional.of(RejectReason.BAD_PORT);
    };
  }

  private List<AddressPrefix> excluded() {
    List<AddressPrefix> found = new ArrayList<>();
    for (String element : group.excluded()) {
      reject(element, RejectReason.NEGATED);
      if (isWritten(element)) {
        element(element, found::add);
      }
    }
    return found;
  }

  private void element(String element, Consumer<AddressPrefix> prefixes) {
    AddressText.read(element, prefixes).ifPresent(reason -> reject(element, reason));
  }

  private void reject(String element, RejectReason reason) {
    entries.accept(new FeedEntry.Rejected(line.number(), element, reason));
  }

  /** A prefix with a hole in it is not claimed: it would take the hole with it. */
  private void claim(
      AddressPrefix prefix, RulePorts ports, List<AddressPrefix> excluded, Particulars said) {
    if (excluded.stream().anyMatch(hole -> overlap(hole, prefix))) {
      reject(prefix.toString(), RejectReason.COMPOSITE_PATTERN);
    } else if (ports.kind() == RulePorts.Kind.ANY) {
      entries.accept(line.claim(new Pattern.Addresses(prefix), said));
    } else if (prefix.isSingle()) {
      for (int port : ports.ports()) {
        Endpoint endpoint = new Endpoint(prefix.network(), port);
        entries.accept(line.claim(new Pattern.Socket(endpoint), said));
      }
    } else {
      reject(prefix.toString(), RejectReason.UNSUPPORTED_PATTERN);
    }
  }

  private static boolean overlap(AddressPrefix one, AddressPrefix other) {
    return one.contains(other.network()) || other.contains(one.network());
  }
}
