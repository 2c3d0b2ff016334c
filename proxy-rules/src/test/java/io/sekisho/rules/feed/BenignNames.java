package io.sekisho.rules.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sekisho.rules.indicator.HostName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Names that people rely on, read from the benign lists of the real data without our formats. */
final class BenignNames {
  static final String TOP_LIST = "benign/tranco-100k-urls.csv.gz";
  static final String SUFFIXES = "benign/public_suffix_list.dat.gz";

  /**
   * The warninglists that name sites. The others name no site (hashes, addresses, identifiers,
   * telephone numbers), what anybody may have made for a day (dynamic DNS, disposable mail), the
   * reverse names of customers' lines (open resolvers), parked names' servers, names of training
   * attacks, or names that no public server has.
   */
  private static final Set<String> SITE_LISTS =
      Set.of(
          "alexa",
          "automated-malware-analysis",
          "bank-website",
          "captive-portals",
          "cloudflare-top100k",
          "cloudflare-top1k",
          "cloudflare-top200",
          "cloudflare-top2k",
          "covid",
          "covid-19-cyber-threat-coalition-whitelist",
          "covid-19-krassi-whitelist",
          "crl-hostname",
          "dax30",
          "digitalside",
          "findip-host",
          "google",
          "link-in-bio",
          "lots-project",
          "microsoft",
          "microsoft-mdca-proxy",
          "microsoft-office365",
          "microsoft-win10-connection-endpoints",
          "moz-top500",
          "public-ipfs-gateways",
          "second-level-tlds",
          "security-provider-blogpost",
          "tlds",
          "umbrella-blockpage-hostname",
          "university_domains",
          "url-shortener",
          "whats-my-ip");

  private BenignNames() {}

  /** The files of the warninglists that name sites. */
  static List<Path> siteLists() throws IOException {
    try (Stream<Path> files = Files.list(RealFeed.data("benign/misp-warninglists"))) {
      return files.filter(BenignNames::namesSites).sorted().toList();
    }
  }

  private static boolean namesSites(Path file) {
    String name = file.getFileName().toString();
    return SITE_LISTS.contains(name.substring(0, name.indexOf('.')));
  }

  /** Every name of the top list, the site lists and the Public Suffix List, and its rules' own. */
  static Set<String> all() throws IOException {
    Set<String> names = new TreeSet<>();
    lines(TOP_LIST).skip(1).map(BenignNames::ofUrl).forEach(name -> add(name, names));
    lines(SUFFIXES)
        .filter(line -> !line.isBlank() && !line.startsWith("//"))
        .forEach(rule -> add(ofRule(rule), names));
    for (Path list : siteLists()) {
      listed(list).forEach(name -> add(name.startsWith(".") ? name.substring(1) : name, names));
    }
    return names;
  }

  /** Some lists hold a few addresses and paths among their names. */
  private static void add(String text, Set<String> names) {
    Optional<HostName> name = HostName.parse(text).accepted();
    name.map(HostName::ascii).ifPresent(names::add);
  }

  private static String ofUrl(String row) {
    String url = row.substring(0, row.indexOf(','));
    return url.substring(url.indexOf("//") + 2);
  }

  private static String ofRule(String line) {
    String rule = line.strip().split("\\s", 2)[0];
    return rule.startsWith("!")
        ? rule.substring(1)
        : rule.startsWith("*.") ? rule.substring(2) : rule;
  }

  private static Stream<String> lines(String file) throws IOException {
    try (InputStream in = unpacked(RealFeed.data(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
    }
  }

  private static List<String> listed(Path warninglist) throws IOException {
    List<String> names = new ArrayList<>();
    try (InputStream in = unpacked(warninglist);
        JsonParser parser = new JsonFactory().createParser(in)) {
      boolean inList = false;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_ARRAY) {
          inList = "list".equals(parser.currentName());
        } else if (inList && token == JsonToken.VALUE_STRING) {
          names.add(parser.getText());
        }
      }
    }
    return names;
  }

  private static InputStream unpacked(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
  }
}
