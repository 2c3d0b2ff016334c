package io.sekisho.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sekisho.app.gateway.GatewayPlan;
import io.sekisho.app.gateway.Scope;
import io.sekisho.proxy.EgressPolicy;
import io.sekisho.proxy.egress.Dialled;
import io.sekisho.proxy.gateway.Diversion;
import io.sekisho.proxy.gateway.GatewaySettings;
import io.sekisho.rules.indicator.IpAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GatewayReaderTest {

  @ParameterizedTest
  @ValueSource(strings = {"mode: enforce", "explicit:"})
  void fileWithoutGatewayDivertsNothing(String text) throws Exception {
    Configuration configuration = read(text);

    assertThat(configuration.gatewayListener()).isEmpty();
  }

  @Test
  void gatewayWithNothingBehindItHasItsDefaults() throws Exception {
    GatewayPlan plan = read("gateway:").gatewayPlan().orElseThrow();

    assertThat(plan.listener().listen()).containsExactly(at("::", 3129));
    assertThat(plan.listener().diversion()).isEqualTo(Diversion.REDIRECT);
    assertThat(plan.listener().dialled()).isEqualTo(Dialled.ORIGINAL);
    assertThat(plan.scope()).isEqualTo(new Scope.Router(List.of()));
    assertThat(plan.ports()).containsExactly(80, 443);
  }

  @Test
  void everyKeyIsRead() throws Exception {
    GatewayPlan plan =
        read("""
                gateway:
                  listen: [10.0.0.1:3130, "[fd00::1]:3130"]
                  diversion: tproxy
                  dial: resolved
                  scope: router
                  interfaces: [lan0, br-lan.10]
                  ports: [8443, 443, 443]
                """)
            .gatewayPlan()
            .orElseThrow();

    assertThat(plan.listener().listen()).containsExactly(at("10.0.0.1", 3130), at("fd00::1", 3130));
    assertThat(plan.listener().diversion()).isEqualTo(Diversion.TPROXY);
    assertThat(plan.listener().dialled()).isEqualTo(Dialled.RESOLVED);
    assertThat(plan.scope()).isEqualTo(new Scope.Router(List.of("lan0", "br-lan.10")));
    assertThat(plan.ports()).containsExactly(443, 8443);
  }

  @ParameterizedTest
  @CsvSource({"1000, 1000", "proxy-user, proxy-user"})
  void hostScopeLeavesTheConnectionsOfOneUserAlone(String written, String user) throws Exception {
    Configuration configuration =
        read("gateway: {listen: '127.0.0.1:3129', scope: host, user: " + written + "}");

    assertThat(configuration.gatewayPlan().orElseThrow().scope()).isEqualTo(new Scope.Host(user));
  }

  @Test
  void gatewayGoesByWhatHoldsForEveryWayIn() throws Exception {
    Configuration configuration =
        read(
            """
            gateway:
            explicit:
            egress: {private-addresses: allow}
            undecided: {no-sni: reset}
            limits: {connections: 7}
            dns: {servers: 127.0.0.1}
            """);

    GatewaySettings gateway = configuration.gatewayListener().orElseThrow();
    assertThat(gateway.egress().privateAddresses()).isEqualTo(EgressPolicy.PrivateAddresses.ALLOW);
    assertThat(gateway.limits().connections().inAll()).isEqualTo(7);
    assertThat(gateway.dns()).isEqualTo(configuration.explicitListener().orElseThrow().dns());
    assertThat(gateway.treatments())
        .isEqualTo(configuration.explicitListener().orElseThrow().treatments());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gateway: {scope: host, diversion: tproxy}|gateway.diversion: tproxy needs gateway.scope to"
            + " be router",
        "gateway: {scope: host, interfaces: lan0}|gateway.interfaces: is of no use unless"
            + " gateway.scope is router",
        "gateway: {user: proxy}|gateway.user: is of no use unless gateway.scope is host",
        "gateway: {ports: []}|gateway.ports: is an empty list",
        "{gateway: , egress: {parent: {address: 'parent.example:8080'}}}|gateway: cannot go by"
            + " egress.parent yet; remove one of them",
        "{gateway: , admin: {listen: '127.0.0.1:3129'}}|admin.listen: 127.0.0.1:3129 is listened on"
            + " already",
        "{gateway: , explicit: {listen: '0.0.0.0:3129'}}|gateway.listen: [::]:3129 is listened on"
            + " already"
      })
  void whatDoesNotGoTogetherIsAFault(String text, String expected) {
    ConfigFaults faults = catchThrowableOfType(ConfigFaults.class, () -> read(text));

    assertThat(faults).hasMessage(expected);
  }

  private static Configuration read(String text) throws ConfigFaults {
    return ConfigurationReader.read(
        ConfigurationReader.tree(text), new Locations(Path.of("/")), Path.of("/state"));
  }

  private static InetSocketAddress at(String address, int port) {
    return new InetSocketAddress(IpAddress.parse(address).orElseThrow().toInetAddress(), port);
  }
}
