package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.format.zone.RpzAction;
import io.sekisho.rules.feed.format.zone.RpzTrigger;
import io.sekisho.rules.feed.format.zone.ZoneFault;
import io.sekisho.rules.feed.format.zone.ZoneFile;
import io.sekisho.rules.feed.format.zone.ZoneRecord;
import io.sekisho.rules.feed.format.zone.ZoneStatement;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.Refusal;
import io.sekisho.rules.indicator.RequestedAction;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A line of {@code rpz}, a response policy zone. {@code x CNAME .} stands for the name alone,
 * {@code *.x} for all below it, {@code 24.0.2.0.192.rpz-ip} for a prefix. {@code rpz-passthru}
 * exempts, {@code rpz-drop} asks for silence. Records of the zone itself and of its signatures say
 * nothing about destinations.
 */
final class RpzLine implements LineParser {
  private static final Set<String> ADMINISTRATIVE =
      Set.of(
          "NS", "RRSIG", "NSEC", "NSEC3", "NSEC3PARAM", "DNSKEY", "DS", "CDS", "CDNSKEY", "ZONEMD");

  private Consumer<FeedEntry> entries = entry -> {};
  private final ZoneFile zone = new ZoneFile(this::statement);

  @Override
  public void parse(FeedLine line, Consumer<FeedEntry> found) {
    entries = found;
    if (!line.isBlankOrComment()) {
      boolean indented = line.start() == FeedLine.Start.INDENTED;
      zone.read(line.number(), indented ? " " + line.text() : line.text());
    }
  }

  @Override
  public void end(Consumer<FeedEntry> found) {
    entries = found;
    zone.end();
  }

  private void statement(ZoneStatement statement) {
    FeedLine line = new FeedLine(statement.line(), statement.text());
    statement
        .fold(
            resource -> entry(line, resource),
            fault -> Optional.of(line.rejected(reason(fault.reason()))))
        .ifPresent(entries);
  }

  private static RejectReason reason(ZoneFault.Reason reason) {
    return switch (reason) {
      case MALFORMED, OUT_OF_ZONE -> RejectReason.BAD_RECORD;
      case UNSUPPORTED_DIRECTIVE -> RejectReason.UNSUPPORTED_OPTION;
      case UNKNOWN_DIRECTIVE -> RejectReason.UNKNOWN_DIRECTIVE;
    };
  }

  private static Optional<FeedEntry> entry(FeedLine line, ZoneRecord resource) {
    if (resource.owner().isEmpty() || ADMINISTRATIVE.contains(resource.type())) {
      return Optional.empty();
    }
    return Optional.of(
        trigger(line, RpzTrigger.of(resource.owner()))
            .mapClaim(claim -> acted(line, claim, resource)));
  }

  private static FeedEntry trigger(FeedLine line, RpzTrigger trigger) {
    return switch (trigger.kind()) {
      case NAME -> name(line, trigger.text());
      case ADDRESS ->
          Destination.prefix(trigger.text())
              .fold(
                  prefix -> line.claim(new Pattern.Addresses(prefix)),
                  refusal -> line.rejected(reason(refusal)));
      case AMBIGUOUS_ADDRESS -> line.rejected(RejectReason.AMBIGUOUS_ADDRESS);
      case OTHER_THAN_DESTINATION -> line.rejected(RejectReason.UNSUPPORTED_PATTERN);
    };
  }

  /** Labels that are no address may well look like a name. */
  private static RejectReason reason(Refusal refusal) {
    return refusal == Refusal.BAD_PREFIX_LENGTH
        ? RejectReason.BAD_PREFIX_LENGTH
        : RejectReason.BAD_ADDRESS;
  }

  private static FeedEntry name(FeedLine line, String text) {
    return text.startsWith("*.") ? DnsName.subTree(line, text) : DnsName.exact(line, text);
  }

  private static FeedEntry acted(FeedLine line, FeedEntry.Claim claim, ZoneRecord resource) {
    if (!resource.type().equals("CNAME")) {
      return line.rejected(RejectReason.LOCAL_DATA);
    }
    return switch (RpzAction.of(resource.owner(), resource.data().get(0))) {
      case REFUSE -> claim.with(RpzComment.said(resource.comment()));
      case DROP -> claim.with(RpzComment.said(resource.comment()).withAction(RequestedAction.DROP));
      case PASS -> claim.exempted();
      case LOCAL_DATA -> line.rejected(RejectReason.LOCAL_DATA);
    };
  }
}
