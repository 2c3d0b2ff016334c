package io.sekisho.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.clients.ClientProgram.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * apt, which sends its requests in a pipeline. It reads no configuration of the system, and all
 * that it writes goes to the test's directory.
 */
final class AptIT {
  private static final List<String> PACKAGES = List.of("tiny-one", "tiny-two", "tiny-three");

  @TempDir private static Path scratch;
  @AutoClose private static Stage stage;

  @TempDir private Path directory;

  @BeforeAll
  static void open() throws Exception {
    ClientProgram.named("apt-get");
    ClientProgram.named("dpkg-deb");
    stage = Stage.in(scratch);
    StringBuilder index = new StringBuilder();
    for (String name : PACKAGES) {
      index.append(builtPackage(name));
    }
    Files.writeString(stage.file("Packages"), index);
  }

  /** Puts a package on the site; its paragraph of the index. */
  private static String builtPackage(String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    String control =
        """
        Package: %s
        Version: 1.0
        Architecture: all
        Maintainer: Nobody <nobody@clean.test>
        Description: nothing
        """
            .formatted(name);
    Path tree = scratch.resolve(name);
    Files.createDirectories(tree.resolve("DEBIAN"));
    Files.writeString(tree.resolve("DEBIAN/control"), control);
    Path deb = stage.file(name + ".deb");
    ClientProgram.named("dpkg-deb").run(scratch, "--build", "" + tree, "" + deb).success();
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(deb));
    return control
        + "Filename: ./%s.deb\nSize: %d\nSHA256: %s\n\n"
            .formatted(name, Files.size(deb), HexFormat.of().formatHex(digest));
  }

  @Test
  void updatesAndDownloads() throws Exception {
    sources(stage.http("/"));

    apt("update").success();
    apt("download", "tiny-one", "tiny-two", "tiny-three").success();

    assertThat(PACKAGES).allSatisfy(this::wasDownloaded);
  }

  @Test
  void updatesAndDownloadsThroughTunnels() throws Exception {
    sources(stage.https("/"));

    apt("update").success();
    apt("download", "tiny-one", "tiny-two", "tiny-three").success();

    assertThat(PACKAGES).allSatisfy(this::wasDownloaded);
  }

  private void wasDownloaded(String name) {
    assertThat(directory.resolve(name + "_1.0_all.deb"))
        .hasSameBinaryContentAs(stage.file(name + ".deb"));
  }

  @Test
  void namesTheStatusOfAMirrorThatIsListed() throws Exception {
    sources(stage.http(Stage.LISTED, "/listed/"));

    Ending ending = apt("update", "--error-on=any");

    assertThat(ending.status()).as(ending.output()).isEqualTo(100);
    assertThat(ending.output()).contains("403  Forbidden");
    assertThat(stage.site().visits("GET /listed/./Packages")).isEmpty();
  }

  @Test
  void namesTheStatusOfATunnelToAMirrorThatIsListed() throws Exception {
    sources(stage.https(Stage.LISTED, "/listed/"));

    Ending ending = apt("update", "--error-on=any");

    assertThat(ending.status()).as(ending.output()).isEqualTo(100);
    assertThat(ending.output()).contains("403");
  }

  private void sources(String url) throws IOException {
    Files.writeString(directory.resolve("sources.list"), "deb [trusted=yes] " + url + " ./\n");
  }

  private Ending apt(String... arguments) throws Exception {
    for (String made : List.of("lists/partial", "cache/archives/partial", "etc")) {
      Files.createDirectories(directory.resolve(made));
    }
    Files.writeString(directory.resolve("status"), "");
    Path configuration = Files.writeString(directory.resolve("apt.conf"), configuration());
    return ClientProgram.named("apt-get")
        .with("APT_CONFIG", configuration.toString())
        .run(directory, arguments);
  }

  /** Read before the system's own, which is not found after it. */
  private String configuration() throws Exception {
    return """
        Dir::Etc "%1$s/etc";
        Dir::Etc::main "none";
        Dir::Etc::parts "none";
        Dir::Etc::sourcelist "%1$s/sources.list";
        Dir::Etc::sourceparts "none";
        Dir::State "%1$s";
        Dir::State::lists "%1$s/lists";
        Dir::State::status "%1$s/status";
        Dir::Cache "%1$s/cache";
        Dir::Log "%1$s/log";
        APT::Sandbox::User "root";
        Acquire::Languages "none";
        Acquire::Retries "0";
        Acquire::http::Proxy "%2$s";
        Acquire::https::Proxy "%2$s";
        Acquire::https::CAInfo "%3$s";
        """
        .formatted(directory, stage.proxy(), stage.certificate().pem());
  }
}
