package io.sekisho.rules.feed.format;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The format that a feed is said to have, or {@link #AUTO} where its copies must tell. */
public final class FormatChoice {
  private static final String AUTO_LABEL = "auto";
  private static final FeedFormat PLAIN = new LineFormat("domains", DomainsLine::new);

  /** Every format, one a line: this is the one place to add another. */
  private static final List<FeedFormat> BUILT_IN =
      List.of(
          PLAIN,
          new LineFormat("hosts", HostsLine::new),
          new LineFormat("ips", IpsLine::new),
          new LineFormat("adblock", AdblockLine::new),
          new LineFormat("maltrail", MaltrailLine::new),
          new LineFormat("urls", UrlsLine::new),
          new LineFormat("sslbl-certificates", SslblCertificateLine::new),
          new SpamhausJsonFormat(),
          new JsonFormat("threatfox-json", ThreatfoxRecord.FIELDS, ThreatfoxRecord::new),
          new JsonFormat("crowdsec-json", CrowdsecRecord.FIELDS, CrowdsecRecord::new),
          new JsonFormat("stix", StixRecord.FIELDS, StixRecord::new),
          new JsonFormat("misp-event", MispRecord.FIELDS, MispRecord::new),
          new JsonFormat("misp-feed", MispRecord.FIELDS, MispRecord::new),
          new JsonFormat("misp-warninglist", WarninglistRecord.FIELDS, WarninglistRecord::new));

  public static final FormatChoice AUTO = new FormatChoice(null);
  public static final FormatChoice DOMAINS = new FormatChoice(PLAIN);

  private final @Nullable FeedFormat format;

  private FormatChoice(@Nullable FeedFormat format) {
    this.format = format;
  }

  public static FormatChoice of(FeedFormat format) {
    return new FormatChoice(format);
  }

  /** The choice with this label, as configuration and command line write it. */
  public static Optional<FormatChoice> named(String label) {
    return label.equals(AUTO_LABEL) ? Optional.of(AUTO) : builtIn(label).map(FormatChoice::of);
  }

  static Optional<FeedFormat> builtIn(String label) {
    return BUILT_IN.stream().filter(format -> format.label().equals(label)).findFirst();
  }

  /** Every label that {@link #named} knows. */
  public static List<String> labels() {
    return Stream.concat(Stream.of(AUTO_LABEL), BUILT_IN.stream().map(FeedFormat::label))
        .collect(Collectors.toUnmodifiableList());
  }

  /** The format; empty for {@link #AUTO}. */
  public Optional<FeedFormat> format() {
    return Optional.ofNullable(format);
  }

  public String label() {
    return format().map(FeedFormat::label).orElse(AUTO_LABEL);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FormatChoice choice && label().equals(choice.label());
  }

  @Override
  public int hashCode() {
    return label().hashCode();
  }

  @Override
  public String toString() {
    return label();
  }
}
