package io.sekisho.app.config;

import io.sekisho.app.config.RootReader.Secrets;
import io.sekisho.app.feeds.FeedLocation;
import io.sekisho.app.feeds.http.Credential;
import io.sekisho.app.feeds.http.HttpProxy;
import io.sekisho.app.feeds.http.HttpSource;
import io.sekisho.app.feeds.http.HttpSource.Protection;
import io.sekisho.app.feeds.http.SecretFile;
import io.sekisho.rules.indicator.IpAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a feed comes from: {@code url}, and for one on the web how it is fetched. */
final class FeedLocationReader {
  private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final List<String> FOR_THE_WEB =
      List.of("insecure", "auth", "proxy", "proxy-user", "proxy-password-file", "ca", "timeout");

  private static final List<String> FOR_COPIES =
      List.of(
          "format",
          "columns",
          "refresh",
          "url-hosts",
          "allow-empty",
          "max-shrink",
          "max-growth",
          "max-rejected");
  private static final String API = "api:";

  private final Section feed;
  private final Locations locations;
  private final Secrets secrets;

  FeedLocationReader(Section feed, Locations locations, Secrets secrets) {
    this.feed = feed;
    this.locations = locations;
    this.secrets = secrets;
  }

  /** Empty where it is faulty. */
  Optional<FeedLocation> read() {
    Optional<String> url = feed.required("url", text -> text);
    Protection protection =
        feed.value("insecure", Choice.yesOrNo(Protection.INSECURE, Protection.TLS_ONLY), "false");
    Credential credential = credential(feed.section("auth"));
    HttpProxy proxy = proxy();
    Path authority = feed.optional("ca", this::authority, "those that Java trusts").orElse(null);
    Duration timeout = feed.value("timeout", Quantities::duration, "5m");
    if (url.isEmpty()) {
      return Optional.empty();
    }
    if (url.get().regionMatches(true, 0, API, 0, API.length())) {
      return posted(url.get());
    }
    return isOnWeb(url.get())
        ? feed.required("url", text -> web(text, protection))
            .map(this::withoutSecretInTheClear)
            .map(uri -> new HttpSource(uri, protection, credential, proxy, authority, timeout))
            .map(FeedLocation.OnWeb::new)
        : inFile();
  }

  private Optional<FeedLocation> inFile() {
    FOR_THE_WEB.stream()
        .filter(feed::has)
        .forEach(key -> feed.fault(key, "is for feeds on the web, and this one is a file"));
    return feed.required("url", locations::fileUri).map(FeedLocation.InFile::new);
  }

  /** What is said of copies, and how to get them, says nothing of what has none. */
  private Optional<FeedLocation> posted(String url) {
    Stream.concat(FOR_THE_WEB.stream(), FOR_COPIES.stream())
        .filter(feed::has)
        .forEach(key -> feed.fault(key, "is for feeds that are read, and this one is posted to"));
    if (url.length() > API.length()) {
      feed.fault("url", "has something behind " + API + ", where nothing belongs");
    }
    return Optional.of(new FeedLocation.Posted());
  }

  private static boolean isOnWeb(String url) {
    return url.regionMatches(true, 0, "http:", 0, 5) || url.regionMatches(true, 0, "https:", 0, 6);
  }

  /** A server of this machine is asked over no network. */
  private URI withoutSecretInTheClear(URI uri) {
    boolean here = isLoopback(uri.getHost()) && !feed.has("proxy");
    if (feed.has("auth") && "http".equalsIgnoreCase(uri.getScheme()) && !here) {
      feed.fault("auth", "has a secret that would be sent in the clear: it is for https: alone");
    }
    return uri;
  }

  private static boolean isLoopback(String host) {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return IpAddress.parse(bare)
        .accepted()
        .filter(address -> address.toInetAddress().isLoopbackAddress())
        .isPresent();
  }

  /** No message quotes it: a query may hold a key. */
  private static URI web(String text, Protection protection) throws BadValue {
    URI uri = Destinations.uri(text);
    if (uri.getHost() == null || uri.getRawFragment() != null) {
      throw new BadValue("is not a web address: https:, a host and a path are wanted");
    }
    if (uri.getRawUserInfo() != null) {
      throw new BadValue("has a user or a password in it; a secret belongs into auth.secret-file");
    }
    if ("http".equalsIgnoreCase(uri.getScheme()) && protection == Protection.TLS_ONLY) {
      throw new BadValue(
          "anybody on the way can change what comes by http:; insecure: true lets it");
    }
    return uri.getRawPath().isEmpty() ? uri.resolve(root(uri)) : uri;
  }

  private static String root(URI uri) {
    return uri.getRawQuery() == null ? "/" : "/?" + uri.getRawQuery();
  }

  private @Nullable Credential credential(Section auth) {
    Optional<String> header = auth.optional("header", FeedLocationReader::fieldName, "none");
    Optional<SecretFile> secret =
        auth.optional("secret-file", this::secret, "none; needed for header");
    Optional<SecretFile> bearer = auth.optional("bearer-file", this::secret, "none");
    if (auth.has("header") != auth.has("secret-file")) {
      String missing = auth.has("header") ? "secret-file" : "header";
      auth.fault(missing, "is missing: header and secret-file belong together");
    }
    if (auth.has("bearer-file") && auth.has("header")) {
      auth.fault("bearer-file", "is one way to log in, and header with secret-file another");
    }
    return bearer
        .map(Credential::bearer)
        .or(() -> header.flatMap(name -> secret.map(file -> Credential.inHeader(name, file))))
        .orElse(null);
  }

  private @Nullable HttpProxy proxy() {
    Optional<URI> address =
        feed.optional(
            "proxy", FeedLocationReader::proxyAddress, "none: servers are asked directly");
    Optional<String> user = feed.optional("proxy-user", ParentReader::user, "none");
    Optional<SecretFile> password =
        feed.optional("proxy-password-file", this::secret, "none; needed for proxy-user");
    if (feed.has("proxy-user") != feed.has("proxy-password-file")) {
      String missing = feed.has("proxy-user") ? "proxy-password-file" : "proxy-user";
      feed.fault(missing, "is missing: proxy-user and proxy-password-file belong together");
    }
    if (feed.has("proxy-user") && !feed.has("proxy")) {
      feed.fault("proxy", "is missing, and proxy-user is set");
    }
    HttpProxy.Login login =
        user.flatMap(name -> password.map(file -> new HttpProxy.Login(name, file))).orElse(null);
    return address.map(at -> new HttpProxy(at.getHost(), at.getPort(), login)).orElse(null);
  }

  private static URI proxyAddress(String text) throws BadValue {
    URI uri = Destinations.uri(text);
    boolean bare = uri.getRawPath() == null || uri.getRawPath().matches("/?");
    boolean known = "http".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null;
    if (!known || uri.getPort() < 0 || !bare || uri.getRawUserInfo() != null) {
      throw new BadValue("is not the address of a proxy, such as http://proxy.example:3128");
    }
    return uri;
  }

  private static String fieldName(String text) throws BadValue {
    if (!FIELD_NAME.matcher(text).matches()) {
      throw new BadValue(text + " is not the name of a header field");
    }
    return text;
  }

  private SecretFile secret(String text) throws BadValue {
    SecretFile file = new SecretFile(locations.path(text));
    if (secrets == Secrets.READ) {
      try {
        file.check();
      } catch (IOException e) {
        throw new BadValue(String.valueOf(e.getMessage()));
      }
    }
    return file;
  }

  private Path authority(String text) throws BadValue {
    Path file = locations.path(text);
    KeyFiles.certificates(file);
    return file;
  }
}
