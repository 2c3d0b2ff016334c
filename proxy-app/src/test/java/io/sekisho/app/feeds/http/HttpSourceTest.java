package io.sekisho.app.feeds.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.http.HttpSource.Protection;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpSourceTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/c2.txt",
        "/export/csv/recent/",
        "/rules/emerging-Block-IPs.txt",
        "/blocklists/dshield_top_1000_addresses.netset",
        "/feeds/domainC2s-30day-filter-abused.csv",
        "/CompromisedHostNames.txt",
        "/Domain_Blocklist_of_All_Times.csv.gz",
        "/compromisedhostnames/2026-11-22-domains.json"
      })
  void pathsOfWordsAreShown(String path) {
    assertThat(shown(path)).isEqualTo("https://lists.example" + path);
  }

  @ParameterizedTest
  @CsvSource({
    "/d41d8cd98f00b204e9800998ecf8427e/c2.txt, /***/c2.txt",
    "/feeds/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9, /feeds/***",
    "/deadbeef-dead-beef-dead-beefdeadbeef/c2, /***/c2",
    "/v1/sk_Zm9vYmFyYmF6cXV4LXNlY3JldA/list.json, /v1/***/list.json",
    "/v1/aGVs-bG8gd29y_bGQgYW5k.csv.gz, /v1/***.csv.gz",
    "/k/1234567890123456, /k/***",
    "/k/mfrggzdfmztwq2lkonrgwz3f, /k/***"
  })
  void keysInPathsAreNot(String path, String shown) {
    assertThat(shown(path)).isEqualTo("https://lists.example" + shown);
  }

  @Test
  void neitherAreQueries() {
    assertThat(shown("/c2.txt?key=s3cret")).isEqualTo("https://lists.example/c2.txt");
  }

  private static String shown(String path) {
    return HttpSource.plain(URI.create("https://lists.example" + path), Protection.TLS_ONLY)
        .shown();
  }
}
