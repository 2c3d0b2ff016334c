package io.sekisho.rules.feed.format;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a column of {@code csv} may tell, and the names that such columns often have. */
public enum CsvColumn {
  VALUE(
      "domain domainname hostname host fqdn ip ipaddress ipaddr ipv4 ipv6 dstip dstaddr destip"
          + " destinationip cidr network netblock prefix url uri indicator indicatorvalue ioc"
          + " iocvalue value observable c2 c2address"),
  TYPE("type ioctype indicatortype valuetype observabletype"),
  THREAT("threat malware malwarefamily malwareprintable family threatname"),
  CONFIDENCE("confidence confidencelevel"),
  FIRST_SEEN("firstseen firstseenutc dateadded added created date listingdate"),
  LAST_SEEN("lastseen lastseenutc lastonline"),
  VALID_UNTIL("validuntil expires expiration expiry"),
  REFERENCE("reference link source sourceurl urlhauslink"),
  TAGS("tags tag labels"),
  PORT("port dstport destport destinationport"),
  PATH("path uripath"),
  CATEGORY("category threattype"),
  ACTION("action"),
  COMPROMISED("compromised iscompromised");

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');
  private final String usualNames;

  CsvColumn(String usualNames) {
    this.usualNames = " " + usualNames + " ";
  }

  /** The column with this label, as configuration and command line write it. */
  public static Optional<CsvColumn> named(String label) {
    return Stream.of(values()).filter(column -> column.label.equals(label)).findFirst();
  }

  public String label() {
    return label;
  }

  /** Whether such columns are often called so. */
  boolean isCalled(String plainName) {
    return !plainName.isEmpty() && usualNames.contains(" " + plainName + " ");
  }
}
