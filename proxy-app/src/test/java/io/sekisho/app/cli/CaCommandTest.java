package io.sekisho.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.ca.Certificates;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The authority from its making to what devices install. */
final class CaCommandTest {
  private static final String PASSPHRASE = "correct horse battery";

  @TempDir Path directory;
  private Path config;
  private Path made;

  /** What a command printed, and how it ended. */
  private record Ended(int status, String out, String err) {}

  @BeforeEach
  void configure() throws IOException {
    config = Files.writeString(directory.resolve("sekisho.yaml"), "ca: {passphrase-file: pass}\n");
    made = directory.resolve("sekisho-state/ca");
    Path secret = Files.writeString(directory.resolve("pass"), PASSPHRASE + "\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
  }

  private Ended run(String command, String... more) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        SekishoCommand.with(
            configuration -> {
              throw new IOException("nothing is launched here");
            });
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    List<String> arguments =
        Stream.concat(Stream.of("ca", command, "--config", config.toString()), Stream.of(more))
            .toList();
    int status = line.execute(arguments.toArray(String[]::new));
    return new Ended(status, out.toString(), err.toString());
  }

  private List<X509Certificate> certificates(String name) throws Exception {
    return Certificates.read(Files.readAllBytes(made.resolve(name)));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void initMakesARootWhoseKeyNobodyElseMayRead() throws Exception {
    Ended ended = run("init", "--name", "Example 関所", "--days", "100");

    assertThat(ended.status()).as(ended.err()).isZero();
    assertThat(mode(made)).isEqualTo("rwx------");
    assertThat(mode(made.resolve("root-1.key"))).isEqualTo("rw-------");
    assertThat(made.resolve("root-1.key")).content().startsWith("-----BEGIN ENCRYPTED PRIVATE KEY");
    X509Certificate root = certificates("root-1.pem").get(0);
    assertThat(Certificates.name(root)).isEqualTo("Example 関所");
    assertThat(ended.out()).contains(Certificates.fingerprint(root)).doesNotContain(PASSPHRASE);
  }

  @Test
  void initOverwritesNothing() throws Exception {
    run("init");
    byte[] key = Files.readAllBytes(made.resolve("root-1.key"));

    Ended again = run("init");

    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err()).contains("has an authority already").contains("ca rotate");
    assertThat(Files.readAllBytes(made.resolve("root-1.key"))).isEqualTo(key);
  }

  @Test
  void leftoverOfAnInterruptedInitIsNoAuthorityAndIsNotOverwritten() throws Exception {
    Files.createDirectories(made);
    Files.writeString(made.resolve("root-1.key"), "half");

    assertThat(run("show").status()).isEqualTo(2);
    assertThat(run("init").status()).isZero();
    assertThat(made.resolve("root-1.key")).content(StandardCharsets.UTF_8).isEqualTo("half");
    assertThat(certificates("root-2.pem")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--permit|not a name",
        "--exclude|a..b",
        "--permit|192.0.2.1",
        "--days|0",
        "--name|''"
      })
  void misuseIsToldBeforeAnythingIsWritten(String option, String value) {
    Ended ended = run("init", option, value);

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).hasLineCount(1).doesNotContain("Exception");
    assertThat(made).doesNotExist();
  }

  @Test
  void shortPassphraseIsRefused() throws Exception {
    Files.writeString(directory.resolve("pass"), "short\n");

    assertThat(run("init").err()).contains("fewer than 12 characters");
    assertThat(made).doesNotExist();
  }

  @Test
  void passphraseThatEverybodyMayReadIsRefused() throws Exception {
    Files.setPosixFilePermissions(
        directory.resolve("pass"), PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(run("init").err()).contains("pass: may be read by everybody");
    assertThat(made).doesNotExist();
  }

  @Test
  void limitsAreShown() {
    run("init", "--permit", "corp.example", "--exclude", "BANK.corp.example.");

    assertThat(run("show").out())
        .contains("permitted DNS corp.example, excluded DNS bank.corp.example");
  }

  @Test
  void rotationAddsARootThatTheOneBeforeCertifies() throws Exception {
    run("init", "--name", "Example CA");

    Ended ended = run("rotate");

    List<X509Certificate> next = certificates("root-2.pem");
    assertThat(ended.status()).as(ended.err()).isZero();
    assertThat(next).extracting(Certificates::name).containsOnly("Example CA G2");
    next.get(1).verify(certificates("root-1.pem").get(0).getPublicKey());
    assertThat(made.resolve("root-1.key")).exists();
  }

  @Test
  void rotationAfterRotationCounts() {
    run("init", "--name", "Example CA");
    run("rotate");
    run("rotate");

    assertThat(run("show").out())
        .contains("CN=Example CA G3")
        .contains("Issuer:       CN=Example CA G2");
  }

  @Test
  void rotationUnderTheSameNameIsRefused() {
    run("init", "--name", "Example CA");

    assertThat(run("rotate", "--name", "Example CA").err()).contains("another name");
  }

  @Test
  void rotationNeedsTheRightPassphrase() throws Exception {
    run("init");
    Files.writeString(directory.resolve("pass"), "something quite different\n");

    assertThat(run("rotate").status()).isEqualTo(2);
    assertThat(made.resolve("root-2.pem")).doesNotExist();
  }

  @Test
  void authorityFromElsewhereIsNeitherMadeNorRotatedHere() throws Exception {
    Files.writeString(config, "ca: {key-store: a.p12, passphrase-file: pass}\n");

    assertThat(run("init").err()).contains("made elsewhere");
    assertThat(run("rotate").err()).contains("made elsewhere");
  }

  @Test
  void exportWritesWhatDevicesInstall() throws Exception {
    run("init");
    run("rotate");

    Ended ended = run("export", "--out", directory.resolve("out").toString());

    X509Certificate root = certificates("root-2.pem").get(0);
    assertThat(ended.status()).isZero();
    assertThat(Files.readAllBytes(directory.resolve("out/ca.crt"))).isEqualTo(root.getEncoded());
    assertThat(directory.resolve("out/ca.pem")).content().isEqualTo(Certificates.pem(root));
    assertThat(directory.resolve("out/ca.html")).content().contains("href=\"ca.crt\"");
  }
}
