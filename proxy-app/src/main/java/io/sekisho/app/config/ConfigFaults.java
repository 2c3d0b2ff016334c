package io.sekisho.app.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with every fault that it has. */
public final class ConfigFaults extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<ConfigFault> faults;

  public ConfigFaults(List<ConfigFault> faults) {
    super(faults.stream().map(ConfigFault::toString).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  /** In the order in which the keys are documented. */
  public List<ConfigFault> faults() {
    return faults;
  }
}
