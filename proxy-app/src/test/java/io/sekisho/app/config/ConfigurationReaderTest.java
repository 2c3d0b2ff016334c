package io.sekisho.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sekisho.app.feeds.FeedLocation;
import io.sekisho.app.feeds.FeedSource;
import io.sekisho.app.feeds.NeverBlockSource;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.EgressPolicy;
import io.sekisho.proxy.Holding;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.Mode;
import io.sekisho.proxy.Quota;
import io.sekisho.proxy.Undecided;
import io.sekisho.proxy.client.ClientIdentity;
import io.sekisho.proxy.client.ForwardedField;
import io.sekisho.proxy.client.Htpasswd;
import io.sekisho.proxy.client.PasswordSettings;
import io.sekisho.proxy.explicit.ExplicitSettings;
import io.sekisho.rules.feed.EmptyHandling;
import io.sekisho.rules.feed.SpecialPurposeHandling;
import io.sekisho.rules.feed.format.CsvColumn;
import io.sekisho.rules.feed.format.CsvColumns;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigurationReaderTest {
  static final String USERS =
      "alice:$2b$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW\n";

  @TempDir Path directory;

  @BeforeEach
  void writePasswords() throws IOException {
    Files.writeString(directory.resolve("users.htpasswd"), USERS);
  }

  @Test
  void withoutFileTheExplicitListenerIsOnAndStateIsBelowHome() {
    Configuration configuration = ConfigurationReader.withoutFile(Path.of("/home/x"));

    assertThat(configuration.explicitListener())
        .hasValueSatisfying(ConfigurationReaderTest::isDefault);
    assertThat(configuration.state()).isEqualTo(Path.of("/home/x/.local/state/sekisho"));
    assertThat(configuration.events())
        .isEqualTo(
            new EventSettings(
                Path.of("/home/x/.local/state/sekisho/events/events.jsonl"), 64 << 20, 10));
    assertThat(configuration.admin().listen()).containsExactly(at("127.0.0.1", 9642));
    assertThat(configuration.shutdownGrace()).isEqualTo(Duration.ofSeconds(10));
    assertThat(configuration.feeds()).isEmpty();
    assertThat(configuration.neverBlock()).isEmpty();
  }

  private static void isDefault(ExplicitSettings explicit) {
    assertThat(explicit.listen()).containsExactly(at("127.0.0.1", 3128));
    assertThat(explicit.clients()).hasSize(6);
    assertThat(explicit.identity()).isEqualTo(ClientIdentity.BY_SOCKET);
    assertThat(explicit.egress().privateAddresses()).isEqualTo(EgressPolicy.PrivateAddresses.DENY);
    assertThat(explicit.egress().connectPorts()).containsExactly(443);
    assertThat(explicit.treatments().usual().answer().usual().mode()).isEqualTo(Mode.ENFORCE);
    assertThat(explicit.treatments().usual().answer().usual().rungs().http())
        .isEqualTo(Action.REFUSE);
    assertThat(explicit.treatments().usual().undecided())
        .containsEntry(Undecided.MALFORMED, Undecided.Handling.RESET)
        .containsEntry(Undecided.SILENT, Undecided.Handling.RELAY);
    assertThat(explicit.dns().servers()).isEmpty();
    assertThat(explicit.limits()).isEqualTo(Limits.DEFAULTS);
  }

  @Test
  void keyWithNothingBehindItHasItsDefaults() throws Exception {
    Configuration configuration = read("explicit:\n");

    assertThat(configuration.explicitListener()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"# nothing\n", "mode: enforce\n", "---\n"})
  void fileWithoutExplicitLeavesThatListenerOff(String text) throws Exception {
    Configuration configuration = read(text);

    assertThat(configuration.explicitListener()).isEmpty();
    assertThat(configuration.state()).isEqualTo(directory.resolve("sekisho-state"));
    assertThat(configuration.admin().listen()).containsExactly(at("127.0.0.1", 9642));
  }

  @Test
  void everyKeyIsRead() throws Exception {
    Files.writeString(directory.resolve("parent.password"), "secret");

    Configuration configuration = read(resource("every-key.yaml"));

    ExplicitSettings explicit = Objects.requireNonNull(configuration.explicit());
    assertThat(explicit.listen()).containsExactly(at("127.0.0.1", 3129), at("::1", 3129));
    assertThat(explicit.clients()).hasSize(2);
    assertThat(explicit.identity()).isEqualTo(identity());
    assertThat(explicit.egress().connectPorts()).containsExactlyInAnyOrder(443, 8443);
    assertThat(explicit.egress().privateAddresses()).isEqualTo(EgressPolicy.PrivateAddresses.ALLOW);
    assertThat(explicit.treatments().usual().answer().usual().mode()).isEqualTo(Mode.OBSERVE);
    assertThat(explicit.treatments().usual().answer().usual().redirectTarget())
        .contains(URI.create("https://help.example/blocked"));
    assertThat(explicit.treatments().usual().undecided().values())
        .containsOnly(Undecided.Handling.OBSERVE);
    assertThat(explicit.dns().servers()).containsExactly(at("192.0.2.53", 53), at("::1", 5353));
    assertThat(explicit.dns().hosts())
        .containsEntry(
            HostName.parse("name.example").orElseThrow(),
            List.of(IpAddress.parse("192.0.2.7").orElseThrow()));
    assertThat(explicit.limits())
        .isEqualTo(
            new Limits(
                4096,
                32 * 1024,
                100,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofMinutes(3),
                Duration.ofMinutes(5),
                Duration.ofMinutes(4),
                Duration.ofMillis(500),
                1 << 20,
                Duration.ofSeconds(6),
                32 * 1024,
                50,
                Duration.ofSeconds(7),
                8,
                Duration.ofSeconds(9),
                12345,
                new Quota(4000, 300),
                new Quota(200, 10),
                new Quota(50, 5),
                new Holding(
                    Duration.ofSeconds(11),
                    Duration.ofMillis(250),
                    Duration.ofSeconds(90),
                    new Quota(40, 3))));
    assertThat(configuration.admin().listen()).containsExactly(at("127.0.0.1", 9643));
    assertThat(configuration.admin().hostNames())
        .containsExactly(HostName.parse("sekisho.example").orElseThrow());
    assertThat(configuration.state()).isEqualTo(directory.resolve("kept"));
    assertThat(configuration.shutdownGrace()).isEqualTo(Duration.ofSeconds(3));
    assertThat(configuration.events())
        .isEqualTo(new EventSettings(Path.of("/var/log/sekisho/hits.jsonl"), 1 << 20, 3));
    assertThat(configuration.neverBlock()).hasSize(4);
    assertThat(configuration.neverBlock().get(0))
        .isEqualTo(new NeverBlockSource.InFile(directory.resolve("allow.txt")));
  }

  private static ClientIdentity identity() {
    return new ClientIdentity(
        Stream.of("192.0.2.0/24", "2001:db8::1")
            .map(text -> AddressPrefix.parse(text).orElseThrow())
            .toList(),
        new PasswordSettings("Barrier Station", Htpasswd.read(USERS).users()),
        ForwardedField.X_FORWARDED_FOR);
  }

  @Test
  void everyKeyOfFeedsIsRead() throws Exception {
    Files.writeString(directory.resolve("parent.password"), "secret");

    Configuration configuration = read(resource("every-key.yaml"));

    FeedSource feed = configuration.feeds().get(0);
    assertThat(feed.location()).isEqualTo(new FeedLocation.InFile(directory.resolve("c2.txt")));
    assertThat(feed.name()).isEqualTo("c2-names");
    assertThat(feed.settings().format().label()).isEqualTo("domains");
    assertThat(feed.settings().specialPurpose()).isEqualTo(SpecialPurposeHandling.ACCEPT);
    assertThat(feed.settings().expiry()).contains(Duration.ofDays(7));
    assertThat(feed.settings().confidence()).isEqualTo(70);
    assertThat(feed.refresh()).isEqualTo(Duration.ofMinutes(1));
    assertThat(feed.required()).isEqualTo(FeedSource.Requirement.REQUIRED);
    assertThat(feed.gate().empty()).isEqualTo(EmptyHandling.ACCEPT);
    assertThat(feed.gate().maxShrinkPercent()).isEqualTo(20);
  }

  @Test
  void everyColumnOfAFeedIsRead() throws Exception {
    Files.writeString(directory.resolve("parent.password"), "secret");

    Configuration configuration = read(resource("every-key.yaml"));

    assertThat(configuration.feeds().get(1).settings().format())
        .isEqualTo(
            FormatChoice.csv(
                new CsvColumns(
                    Map.ofEntries(
                        Map.entry(CsvColumn.VALUE, "Bad Host"),
                        Map.entry(CsvColumn.TYPE, "2"),
                        Map.entry(CsvColumn.THREAT, "malware"),
                        Map.entry(CsvColumn.CONFIDENCE, "score"),
                        Map.entry(CsvColumn.FIRST_SEEN, "first"),
                        Map.entry(CsvColumn.LAST_SEEN, "last"),
                        Map.entry(CsvColumn.VALID_UNTIL, "until"),
                        Map.entry(CsvColumn.REFERENCE, "link"),
                        Map.entry(CsvColumn.TAGS, "tags"),
                        Map.entry(CsvColumn.PORT, "9"),
                        Map.entry(CsvColumn.PATH, "path"),
                        Map.entry(CsvColumn.COMPROMISED, "hacked")))));
  }

  @Test
  void feedWithNothingButNameAndPlaceHasTheDocumentedDefaults() throws Exception {
    Configuration configuration = read("feeds: [{name: a, url: 'file:a.txt'}]");

    FeedSource feed = configuration.feeds().get(0);
    assertThat(feed.settings().format()).isEqualTo(FormatChoice.AUTO);
    assertThat(feed.settings().expiry()).contains(Duration.ofDays(30));
    assertThat(feed.settings().confidence()).isEqualTo(90);
    assertThat(feed.refresh()).isEqualTo(FeedSource.DEFAULT_REFRESH);
    assertThat(feed.required()).isEqualTo(FeedSource.Requirement.OPTIONAL);
  }

  @Test
  void feedsThatNeverExpireSaySo() throws Exception {
    Configuration configuration = read("feeds: [{name: a, url: 'file:a.txt', expires: never}]");

    assertThat(configuration.feeds().get(0).settings().expiry()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "file:c2.txt, c2.txt",
    "file:lists/c2.txt, lists/c2.txt",
    "file:my%20list.txt, my list.txt",
    "file:/srv/c2.txt, /srv/c2.txt",
    "file:///srv/c2.txt, /srv/c2.txt"
  })
  void fileUrisAreRelativeToTheConfiguration(String uri, String path) throws Exception {
    Configuration configuration = read("feeds: [{name: a, url: '" + uri + "'}]");

    assertThat(configuration.feeds().get(0).location())
        .isEqualTo(new FeedLocation.InFile(directory.resolve(path)));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0:80, 127.0.0.1:80, true",
    "'[::]:80', 127.0.0.1:80, true",
    "0.0.0.0:80, '[::1]:80', false",
    "127.0.0.1:80, 127.0.0.2:80, false",
    "127.0.0.1:0, 127.0.0.1:0, false"
  })
  void addressesCollideWhereOneTakesTheOther(String one, String other, boolean collide)
      throws Exception {
    String yaml = "{explicit: {listen: '" + one + "'}, admin: {listen: '" + other + "'}}";

    if (collide) {
      assertThat(faultsOf(yaml).faults()).hasSize(1);
    } else {
      assertThat(read(yaml).explicitListener()).isPresent();
    }
  }

  @Test
  void everyFaultIsNamedByItsKey() throws Exception {
    String faulty = resource("every-fault.yaml");

    ConfigFaults faults = faultsOf(faulty);

    assertThat(faults.faults().stream().map(ConfigFault::toString).sorted())
        .containsExactlyElementsOf(resource("every-fault.txt").lines().sorted().toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "feeds: [{name: built-in, url: 'file:a'}]|feeds[0].name: built-in is a name that this"
            + " program itself uses",
        "explicit: {clients: []}|explicit.clients: is an empty list",
        "explicit: {listen: []}|explicit.listen: is an empty list",
        "admin: {listen: []}|admin.listen: is an empty list",
        "{explicit: {listen: '0.0.0.0:9642'}}|admin.listen: 127.0.0.1:9642 is listened on already",
        "answer: {http: redirect}|answer.redirect-to: is missing, and answer.http is redirect",
        "answer: {redirect-to: 'http://a.example/'}|answer.redirect-to: is of no use unless"
            + " answer.http is redirect",
        "just text|the file is not a mapping of keys",
        "[a, b]|the file is not a mapping of keys",
      })
  void oneFaultIsOneLine(String text, String expected) {
    ConfigFaults faults = faultsOf(text);

    assertThat(faults).hasMessage(expected);
  }

  @Test
  void openProxyIsAllowedWhereOnlyThisMachineReachesIt() throws Exception {
    Configuration configuration = read("explicit: {clients: [0.0.0.0/0, '::/0']}");

    assertThat(configuration.explicitListener()).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'mode: enforce\nmode: observe\n'|line 2, column 5: Duplicate field 'mode'",
        "'mode: [enforce\nx: y'|line 2, column 2: ",
        "'mode: enforce\n---\nmode: observe\n'|line 3, column 1: a second document begins",
        "'a: \tb: c'|line 1, column "
      })
  void textThatIsNotYamlIsNamedByLineAndColumn(String text, String beginning) {
    ConfigFaults faults = faultsOf(text);

    assertThat(faults.faults()).hasSize(1);
    assertThat(faults).hasMessageStartingWith(beginning);
  }

  @Test
  void fileThatCannotBeReadIsAFault() throws IOException {
    Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, 0, 1});

    assertThat(faultsOf(directory)).hasMessageContaining("is a directory");
    assertThat(faultsOf(directory.resolve("absent"))).hasMessageContaining("does not exist");
    assertThat(faultsOf(binary)).hasMessageContaining("is not UTF-8 text");
  }

  private Configuration read(String text) throws IOException, ConfigFaults {
    return ConfigurationReader.read(Files.writeString(directory.resolve("sekisho.yaml"), text));
  }

  private ConfigFaults faultsOf(String text) {
    return catchThrowableOfType(ConfigFaults.class, () -> read(text));
  }

  private static ConfigFaults faultsOf(Path file) {
    return catchThrowableOfType(ConfigFaults.class, () -> ConfigurationReader.read(file));
  }

  private static InetSocketAddress at(String address, int port) {
    return new InetSocketAddress(IpAddress.parse(address).orElseThrow().toInetAddress(), port);
  }

  static String resource(String name) throws IOException {
    try (var in =
        Objects.requireNonNull(ConfigurationReaderTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
