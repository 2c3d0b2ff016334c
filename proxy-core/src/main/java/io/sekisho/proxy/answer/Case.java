package io.sekisho.proxy.answer;

import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.Wording;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.Indicator;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an answer may tell of the flow that it ends.
 *
 * @param at when the flow began, in the zone of this machine
 * @param destination what was asked for; null where nobody knows
 * @param listing the indicator that stopped it; null where that is not told
 */
record Case(
    String id,
    ZonedDateTime at,
    @Nullable Host destination,
    Wording wording,
    @Nullable Indicator listing) {

  /**
   * The case of this flow. Where it is turned away for another reason, nothing depends on whether
   * its destination is listed.
   */
  static Case of(Inquiry inquiry, RefusalReason why) {
    boolean hostile = why == RefusalReason.HOSTILE;
    Wording wording = (hostile ? inquiry.answers() : inquiry.usualAnswers()).wording();
    boolean told = hostile && wording.openness() == Wording.Openness.EXPLAINING;
    return new Case(
        inquiry.flow().id(),
        inquiry.flow().started().atZone(ZoneId.systemDefault()),
        inquiry.asked().orElse(null),
        wording,
        told ? inquiry.listing().orElse(null) : null);
  }

  Optional<Host> asked() {
    return Optional.ofNullable(destination);
  }

  Optional<Indicator> told() {
    return Optional.ofNullable(listing);
  }
}
