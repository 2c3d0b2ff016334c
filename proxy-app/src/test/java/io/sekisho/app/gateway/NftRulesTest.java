package io.sekisho.app.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sekisho.proxy.gateway.Diversion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class NftRulesTest {
  private static final Path EXAMPLES = Path.of("../deploy/nftables");
  private static final Scope LAN = new Scope.Router(List.of("lan0"));
  private static final GatewayPlan TPROXY = Plans.plan(Diversion.TPROXY, LAN, 80, 443);

  static Stream<Arguments> printed() {
    Scope host = new Scope.Host("sekisho");
    return Stream.of(
        Arguments.of(
            "router-redirect.nft", NftRules.of(Plans.plan(Diversion.REDIRECT, LAN, 80, 443))),
        Arguments.of("router-tproxy.nft", NftRules.of(TPROXY)),
        Arguments.of("router-tproxy-routing.sh", Routing.of(TPROXY)),
        Arguments.of(
            "host-redirect.nft", NftRules.of(Plans.plan(Diversion.REDIRECT, host, 80, 443))));
  }

  @ParameterizedTest
  @MethodSource("printed")
  void examplesForOperatorsAreWhatIsPrinted(String file, String text) throws IOException {
    assumeTrue(Files.isDirectory(EXAMPLES), "no deploy directory here");

    assertThat(EXAMPLES.resolve(file)).hasContent(text);
  }

  @Test
  void connectionsToThisMachineItselfAreNotDiverted() {
    String rules = NftRules.of(Plans.plan(Diversion.REDIRECT, new Scope.Router(List.of()), 443));

    assertThat(rules)
        .contains("    fib daddr type != local tcp dport { 443 } counter redirect to :3129\n");
  }

  @Test
  void everythingThatIsPassedOnIsGuardedWhereNoInterfaceIsNamed() {
    String rules = NftRules.of(Plans.plan(Diversion.TPROXY, new Scope.Router(List.of()), 443));

    assertThat(rules)
        .contains("\n    tcp dport { 443 } counter reject with tcp reset\n")
        .contains("\n    udp dport { 443 } counter reject with icmpx port-unreachable\n");
  }

  @Test
  void usersCanBeNumbers() {
    String rules = NftRules.of(Plans.plan(Diversion.REDIRECT, new Scope.Host("998"), 443));

    assertThat(rules).contains("meta skuid != 998 ").doesNotContain("\"998\"");
  }

  @Test
  void redirectNeedsNoRoutes() {
    String routes = Routing.of(Plans.plan(Diversion.REDIRECT, LAN, 443));

    assertThat(routes).startsWith("#").hasLineCount(1);
  }
}
