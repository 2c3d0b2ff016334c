package io.sekisho.app.gateway;

import io.sekisho.app.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The packaged program on the gateway of a {@link Network}, with no more rights than it needs, and
 * the rules that it prints.
 */
final class GatewayUnderTest implements AutoCloseable {
  static final int PORT = 3129;

  private static final String COMMON =
      """
      admin: {listen: '127.0.0.1:9642'}
      egress: {private-addresses: allow}
      dns: {servers: ['127.0.0.1:1']}
      feeds: [{name: listed, url: 'file:listed.txt', format: ips, special-purpose: accept}]
      """;

  private final Path directory;
  private final Network network;
  private final String yaml;
  private Program program;

  private GatewayUnderTest(Path directory, Network network, String yaml, Program program) {
    this.directory = directory;
    this.network = network;
    this.yaml = yaml;
    this.program = program;
  }

  /**
   * Applies the rules, and waits until the program serves.
   *
   * @param gateway the keys of {@code gateway}, as in a flow mapping
   */
  static GatewayUnderTest start(Network network, Path directory, String gateway) throws Exception {
    return start(network, directory, gateway, "");
  }

  /** The same with more of a configuration. */
  static GatewayUnderTest start(Network network, Path directory, String gateway, String more)
      throws Exception {
    String yaml = "gateway: {" + gateway + "}\n" + COMMON + more;
    Files.write(
        directory.resolve("listed.txt"),
        Arrays.stream(Family.values()).map(Family::listed).toList());
    applyRules(network, directory, yaml);
    return new GatewayUnderTest(directory, network, yaml, program(network, directory, yaml));
  }

  private static void applyRules(Network network, Path directory, String yaml) throws Exception {
    String file = Files.writeString(directory.resolve("rules.yaml"), yaml).toString();
    if (isTproxy(yaml)) {
      network.gateway().feed(printed(directory, file, "--routing"), "sh").success();
    }
    network.gateway().feed(printed(directory, file), "nft", "-f", "-").success();
  }

  private static String printed(Path directory, String file, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("gateway", "rules", "--config", file));
    arguments.addAll(List.of(more));
    return Program.printing(directory, arguments.toArray(String[]::new));
  }

  private static boolean isTproxy(String yaml) {
    return yaml.contains("tproxy");
  }

  /** Only TPROXY needs a capability. */
  private static Program program(Network network, Path directory, String yaml)
      throws IOException, InterruptedException {
    String capabilities = isTproxy(yaml) ? "-all,+net_raw" : "-all";
    List<String> runner =
        network
            .gateway()
            .inside(
                "setpriv",
                "--no-new-privs",
                "--inh-caps=" + capabilities,
                "--bounding-set=" + capabilities);
    return Program.servingUnder(runner, directory, yaml);
  }

  /** Ends the program in the middle of what it does; the rules stay. */
  void kill() throws InterruptedException {
    program.kill();
  }

  void startAgain() throws IOException, InterruptedException {
    program = program(network, directory, yaml);
  }

  /** What it told of hits. */
  String events() throws IOException {
    return program.output();
  }

  @Override
  public void close() {
    program.close();
  }
}
