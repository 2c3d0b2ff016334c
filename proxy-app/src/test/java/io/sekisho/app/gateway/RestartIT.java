package io.sekisho.app.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.program.Await;
import io.sekisho.proxy.gateway.Diversion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The program killed in the middle of what it does, with clients that go on all the time. */
final class RestartIT {
  private static final int ENOUGH = 10;

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(Diversion.class)
  void nothingGetsPastWhileTheProgramIsDownAndAllIsWellOnceItIsBack(Diversion diversion)
      throws Exception {
    try (Network network = Network.create();
        Nginx nginx = nginx(network)) {
      Client client = new Client(network.client());
      client.curl("http", Client.CLEAN, Family.V4.server()).success();
      long withoutRules = network.packetsPast();
      try (GatewayUnderTest gateway = gateway(network, diversion);
          Load load = Load.start(network.client(), directory)) {
        load.awaitSuccesses(ENOUGH);
        gateway.kill();
        load.awaitRefusals(ENOUGH);
        List<String> visitsWhileDown = nginx.visits();
        load.awaitRefusals(ENOUGH);
        assertThat(nginx.visits()).isEqualTo(visitsWhileDown);
        gateway.startAgain();
        load.awaitSuccesses(ENOUGH);

        assertThat(withoutRules).as("what is only passed on is seen").isPositive();
        assertThat(network.packetsPast()).isEqualTo(withoutRules);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Diversion.class)
  void connectionsOlderThanTheRulesAreCut(Diversion diversion) throws Exception {
    try (Network network = Network.create();
        Nginx nginx = nginx(network);
        Conversation old =
            Conversation.open(network.client(), Family.V4.at(Family.V4.server(), 80))) {
      old.ask();
      Await.that(() -> nginx.visits().size() == 1);

      try (GatewayUnderTest gateway = gateway(network, diversion)) {
        old.ask();
        Await.that(() -> !old.isOpen());
        assertThat(gateway.events()).isEmpty();
      }
      assertThat(nginx.visits()).hasSize(1);
    }
  }

  private Nginx nginx(Network network) throws Exception {
    return Nginx.start(network.server(), Files.createDirectory(directory.resolve("nginx")));
  }

  private GatewayUnderTest gateway(Network network, Diversion diversion) throws Exception {
    return GatewayUnderTest.start(
        network, directory, "interfaces: lan0, diversion: " + diversion.label());
  }
}
