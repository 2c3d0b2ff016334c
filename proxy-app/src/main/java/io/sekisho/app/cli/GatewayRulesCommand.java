package io.sekisho.app.cli;

import io.sekisho.app.config.ConfigFaults;
import io.sekisho.app.gateway.GatewayPlan;
import io.sekisho.app.gateway.NftRules;
import io.sekisho.app.gateway.Routing;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what the kernel has to be told. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description =
        "Prints the nftables rules that divert connections to the gateway of a configuration, for"
            + " nft -f. Applies and writes nothing.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class GatewayRulesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Option(
      names = "--routing",
      description =
          "Prints the routes that diversion: tproxy needs beside them instead, for sh. With"
              + " diversion: redirect there are none.")
  private boolean routing;

  @Override
  public Integer call() throws ConfigFaults, UsageFault {
    GatewayPlan plan =
        config
            .readWithoutAuthority()
            .gatewayPlan()
            .orElseThrow(() -> new UsageFault("the configuration has no gateway"));
    if (plan.port() == 0) {
      throw new UsageFault("gateway.listen takes any free port, which rules cannot name");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(routing ? Routing.of(plan) : NftRules.of(plan));
    out.flush();
    return ExitStatus.OK;
  }
}
