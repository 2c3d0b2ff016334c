package io.sekisho.proxy;

import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.IpAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * One client that is kept in the walled garden.
 *
 * @param client an IPv4 address, or the first of an IPv6 /64: see {@link Headcount#client}
 * @param caseId the flow of the last hit
 * @param answers what that hit led to, a redirection among it
 */
public record Captivity(
    IpAddress client, String caseId, Answers answers, Instant since, Instant until) {
  /** Where the client is sent, with the case id: for a captive portal's user (RFC 8908, 5). */
  public String portal() {
    return Redirection.location(answers.redirectTarget().orElseThrow(), caseId);
  }

  boolean isOver(Instant now) {
    return !now.isBefore(until);
  }

  /** Whether a host is that which the client is sent to. */
  boolean leadsTo(Host host) {
    return answers
        .redirectTarget()
        .flatMap(target -> Optional.ofNullable(target.getHost()))
        .flatMap(text -> Host.parse(text).accepted())
        .filter(host::equals)
        .isPresent();
  }

  /**
   * What it gets for a flow that leads out of the garden. That flow is clean: it is neither opened
   * to show a page inside of TLS, nor led to a sinkhole.
   */
  static Action actionAt(AnswerPolicy.Stage stage) {
    return switch (stage) {
      case HTTP_REQUEST -> Action.REDIRECT;
      case CONNECT, UNADMITTED -> Action.REFUSE;
      case TUNNEL, ANSWERED, UNDER_WAY -> Action.RESET;
    };
  }
}
