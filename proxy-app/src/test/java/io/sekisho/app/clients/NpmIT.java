package io.sekisho.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.clients.ClientProgram.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** npm, which opens tunnels for every scheme, with a registry of two files. */
final class NpmIT {
  @TempDir private static Path scratch;
  @AutoClose private static Stage stage;

  @TempDir private Path directory;

  @BeforeAll
  static void open() throws Exception {
    ClientProgram.named("npm");
    ClientProgram.named("tar");
    stage = Stage.in(scratch);
    Path content = Files.createDirectory(scratch.resolve("package"));
    Files.writeString(content.resolve("package.json"), "{\"name\":\"tiny\",\"version\":\"1.0.0\"}");
    Files.writeString(content.resolve("index.js"), "module.exports = 'tiny';\n");
    ClientProgram.named("tar")
        .run(scratch, "-czf", "" + stage.file("tiny-1.0.0.tgz"), "package")
        .success();
  }

  @Test
  void installsAPackage() throws Exception {
    publish(stage.http("/tiny-1.0.0.tgz"));

    npm("install", "tiny", "--registry", stage.http("/")).success();

    assertThat(directory.resolve("node_modules/tiny/index.js")).content().contains("'tiny'");
  }

  @Test
  void installsAPackageThroughATunnel() throws Exception {
    publish(stage.https("/tiny-1.0.0.tgz"));

    npm("install", "tiny", "--registry", stage.https("/")).success();

    assertThat(directory.resolve("node_modules/tiny/index.js")).content().contains("'tiny'");
  }

  @Test
  void namesTheStatusOfARegistryThatIsListed() throws Exception {
    Ending ending = npm("install", "tiny", "--registry", stage.http(Stage.LISTED, "/listed/"));

    assertThat(ending.status()).isNotZero();
    assertThat(ending.output()).contains("403");
    assertThat(stage.site().visits("GET /listed/tiny")).isEmpty();
  }

  /** What the registry says of the package, which it has at this place. */
  private static void publish(String tarball) throws IOException, GeneralSecurityException {
    byte[] content = Files.readAllBytes(stage.file("tiny-1.0.0.tgz"));
    byte[] digest = MessageDigest.getInstance("SHA-512").digest(content);
    String document =
        """
        {"name": "tiny", "dist-tags": {"latest": "1.0.0"}, "versions": {"1.0.0":
          {"name": "tiny", "version": "1.0.0", "dist": {"tarball": "%s", "integrity": "sha512-%s"}}}}
        """
            .formatted(tarball, Base64.getEncoder().encodeToString(digest));
    Files.writeString(stage.file("tiny"), document);
  }

  private Ending npm(String... arguments) throws Exception {
    Files.writeString(directory.resolve("package.json"), "{\"name\": \"project\"}");
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--proxy", stage.proxy(), "--https-proxy", stage.proxy()));
    all.addAll(List.of("--cafile", stage.certificate().pem().toString()));
    all.addAll(List.of("--cache", directory.resolve("cache").toString()));
    all.addAll(List.of("--prefix", directory.toString()));
    all.addAll(List.of("--userconfig", directory.resolve("user.npmrc").toString()));
    all.addAll(List.of("--globalconfig", directory.resolve("global.npmrc").toString()));
    all.addAll(List.of("--no-audit", "--no-fund", "--no-update-notifier", "--fetch-retries=0"));
    return ClientProgram.named("npm").run(directory, all.toArray(String[]::new));
  }
}
