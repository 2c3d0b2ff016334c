package io.sekisho.proxy;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * The treatment of every client: that of the first group that has its address, else the usual one.
 * Groups are few, and looked through in their order for each flow, which allocates nothing.
 */
public record Treatments(Treatment usual, List<Group> groups) {
  public Treatments {
    groups = List.copyOf(groups);
  }

  /** Clients with a treatment of their own. */
  public record Group(List<AddressPrefix> clients, Treatment treatment) {
    public Group {
      clients = List.copyOf(clients);
    }

    private boolean has(IpAddress client) {
      for (int i = 0; i < clients.size(); i++) {
        if (clients.get(i).contains(client)) {
          return true;
        }
      }
      return false;
    }
  }

  /** The same treatment for everybody. */
  public static Treatments alike(Treatment usual) {
    return new Treatments(usual, List.of());
  }

  /** Everything that any hit may be answered with. */
  public Stream<Answers> answers() {
    return Stream.concat(Stream.of(usual), groups.stream().map(Group::treatment))
        .flatMap(treatment -> treatment.answer().all());
  }

  public Treatment of(IpAddress client) {
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).has(client)) {
        return groups.get(i).treatment();
      }
    }
    return usual;
  }
}
