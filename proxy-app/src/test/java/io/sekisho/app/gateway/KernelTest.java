package io.sekisho.app.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sekisho.proxy.gateway.Diversion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form of the rules, loaded into the kernel of a network namespace of its own. */
final class KernelTest {
  private static final String LOADED_TWICE_AND_TAKEN_AWAY =
      "nft -c -f $1 && nft -f $1 && nft -f $1 && nft list ruleset"
          + " && nft delete table inet sekisho && test -z \"$(nft list ruleset)\"";

  @TempDir private Path directory;

  private record Ended(int status, String output) {}

  @BeforeAll
  static void needNamespacesAndTools() throws Exception {
    Ended tools = run("sh", "-c", "command -v unshare nft ip && unshare -n nft list ruleset");
    assumeTrue(tools.status() == 0, "no nft, no ip or no network namespace can be had here");
  }

  static Stream<GatewayPlan> plans() {
    Scope everything = new Scope.Router(List.of());
    Scope lan = new Scope.Router(List.of("lan0", "br-lan.10", "0a@b_c"));
    return Stream.of(
        Plans.plan(Diversion.REDIRECT, everything, 80, 443),
        Plans.plan(Diversion.REDIRECT, lan, 443),
        Plans.plan(Diversion.TPROXY, everything, 443),
        Plans.plan(Diversion.TPROXY, lan, 80, 443),
        Plans.plan(Diversion.REDIRECT, new Scope.Host("nobody"), 80, 443),
        Plans.plan(Diversion.REDIRECT, new Scope.Host("61184"), 443));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void rulesReplaceThemselvesAndAreTakenAwayWhole(GatewayPlan plan) throws Exception {
    Path file = Files.writeString(directory.resolve("rules.nft"), NftRules.of(plan));

    Ended ended = inNamespace(LOADED_TWICE_AND_TAKEN_AWAY, file);

    assertThat(ended.status()).as(ended.output()).isZero();
    assertThat(ended.output()).containsOnlyOnce("chain divert").containsOnlyOnce("chain guard");
  }

  @Test
  void routesAreTheSameHoweverOftenTheyAreLoaded() throws Exception {
    GatewayPlan plan = Plans.plan(Diversion.TPROXY, new Scope.Router(List.of()), 443);
    Path file = Files.writeString(directory.resolve("routing.sh"), Routing.of(plan));

    Ended ended =
        inNamespace(
            "ip link set lo up && sh $1 && sh $1 && ip rule && ip -6 rule"
                + " && ip route show table 3129 && ip -6 route show table 3129",
            file);

    assertThat(ended.status()).as(ended.output()).isZero();
    assertThat(ended.output().lines().filter(line -> line.contains("fwmark 0x3129 lookup 3129")))
        .hasSize(2);
    assertThat(ended.output().lines().filter(line -> line.startsWith("local default dev lo")))
        .hasSize(2);
  }

  @Test
  void routesOfAMachineWithoutIpv6AreThoseOfIpv4() throws Exception {
    GatewayPlan plan = Plans.plan(Diversion.TPROXY, new Scope.Router(List.of()), 443);
    Path file = Files.writeString(directory.resolve("routing.sh"), Routing.of(plan));

    Ended ended =
        inNamespace(
            "ip link set lo up && echo 1 >/proc/sys/net/ipv6/conf/lo/disable_ipv6"
                + " && sh $1 && ip rule && ip -6 rule",
            file);

    assertThat(ended.status()).as(ended.output()).isZero();
    assertThat(ended.output()).containsOnlyOnce("fwmark 0x3129 lookup 3129");
  }

  private static Ended inNamespace(String script, Path file) throws Exception {
    return run("unshare", "-n", "sh", "-euc", script, "sh", file.toString());
  }

  private static Ended run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }
}
